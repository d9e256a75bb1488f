package io.menshen.web;

import java.util.Locale;

/** The doors; each has a port of its own and can be closed per replica. */
public enum Door {
    /** Consumers, by bearer token. */
    API,
    /** People, by the links they were sent. */
    PUBLIC,
    /** The console of the staff. */
    STAFF,
    /** Health and metrics. */
    MANAGEMENT;

    /** The name in keys of the configuration. */
    String key() {
        return "menshen.web.doors." + word();
    }

    /** The name in metrics. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
