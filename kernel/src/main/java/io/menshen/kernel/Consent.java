package io.menshen.kernel;

/**
 * How a person's consent to one purpose stands; {@code STALE} was given for an earlier version
 * (T/CCAGM 002 6.1.2).
 */
public enum Consent {
    MISSING,
    GRANTED,
    STALE,
    WITHDRAWN;

    /** The word the policy uses. */
    public String word() {
        return Words.of(this);
    }
}
