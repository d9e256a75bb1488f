package io.menshen.catalog;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * This deployment itself.
 *
 * @param controller whom the person's notices name
 * @param consent {@code STRICT} asks for consent whatever the basis
 * @param pages the consumer in whose name the pages for people ask
 * @param sensitivity {@code NAMED} holds only the kinds the standard names for sensitive
 */
public record Deployment(
        Label label,
        String owner,
        String name,
        String pages,
        Controller controller,
        @Nullable Mlps mlps,
        ConsentReading consent,
        SensitivityReading sensitivity) {

    /** Registries of before there were notices are not taken: nobody could be told who asks. */
    public Deployment {
        Objects.requireNonNull(controller, "deployment.controller");
    }

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
