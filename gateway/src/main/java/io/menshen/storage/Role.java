package io.menshen.storage;

import java.util.Locale;

/**
 * The roles under which the gateway serves. No role may read two of the stores I, S and D (T/CCAGM
 * 002 5.1-b, 5.1-c).
 */
public enum Role {
    SUBJECT,
    IDENTITY,
    SENSITIVE,
    PROFILE,
    AUDIT,
    TOKEN,
    QUOTA,
    CASES,
    INTAKE,
    ERASURE;

    /** The role's name in PostgreSQL. */
    public String database() {
        return "menshen_" + name().toLowerCase(Locale.ROOT);
    }

    /** Whether a schema of the same name belongs to the role. */
    public boolean ownsSchema() {
        return switch (this) {
            case SUBJECT, IDENTITY, SENSITIVE, PROFILE, AUDIT, TOKEN, QUOTA, CASES -> true;
            case INTAKE, ERASURE -> false;
        };
    }

    /** The schema it reads, where it has one. */
    public String schema() {
        return name().toLowerCase(Locale.ROOT);
    }
}
