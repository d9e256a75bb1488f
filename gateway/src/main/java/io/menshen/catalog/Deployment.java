package io.menshen.catalog;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * This deployment itself.
 *
 * @param controller whom the person's notices name
 * @param consent {@code STRICT} asks for consent whatever the basis
 * @param pages the consumer in whose name the pages for people ask
 * @param login how people log in to the pages; null where nobody can
 * @param sensitivity {@code NAMED} holds only the kinds the standard names for sensitive
 */
public record Deployment(
        Label label,
        String owner,
        String name,
        String pages,
        @Nullable Login login,
        Controller controller,
        @Nullable Mlps mlps,
        ConsentReading consent,
        SensitivityReading sensitivity) {

    /** Registries of before there were notices are not taken: nobody could be told who asks. */
    public Deployment {
        Objects.requireNonNull(controller, "deployment.controller");
    }

    /**
     * How people log in.
     *
     * @param number the look-up field to which codes are sent
     * @param purpose under which a person logs in
     * @param access the purpose under which they see what is held of them, and who used it
     * @param account the purpose under which they correct, close and erase; null where only the
     *     privacy desk does
     * @param requests the purpose under which they ask for more than the pages do by themselves;
     *     null where the pages take no request
     * @param copy the purpose under which they get a copy; null where the pages give none
     */
    public record Login(
            String number,
            String purpose,
            String access,
            @Nullable String account,
            @Nullable String requests,
            @Nullable String copy) {}

    /** When consent is asked for. */
    public enum ConsentReading {
        BASIS,
        STRICT
    }

    /** What counts as sensitive. */
    public enum SensitivityReading {
        STRICT,
        NAMED
    }
}
