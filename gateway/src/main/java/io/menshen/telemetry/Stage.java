package io.menshen.telemetry;

import java.util.Locale;

/** The stages of a request that have a span of their own; all that a span says beside times. */
public enum Stage {
    REQUEST,
    CAPS,
    SUBJECT,
    ENGINE,
    VAULT,
    AUDIT;

    /** The span's name. */
    String span() {
        return "menshen." + name().toLowerCase(Locale.ROOT);
    }
}
