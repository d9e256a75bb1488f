package io.menshen.catalog;

import org.jspecify.annotations.Nullable;

/**
 * This deployment itself.
 *
 * @param consent {@code STRICT} asks for consent whatever the basis
 * @param pages the consumer in whose name the pages for people ask
 * @param sensitivity {@code NAMED} holds only the kinds the standard names for sensitive
 */
public record Deployment(
        Label label,
        String owner,
        String name,
        String pages,
        @Nullable Mlps mlps,
        ConsentReading consent,
        SensitivityReading sensitivity) {

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
