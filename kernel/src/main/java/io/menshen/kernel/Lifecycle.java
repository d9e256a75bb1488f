package io.menshen.kernel;

/**
 * Where a person's record stands. {@code FROZEN} keeps data for a statutory period only (PIPL 47,
 * design 5).
 */
public enum Lifecycle {
    ACTIVE,
    FROZEN,
    CLOSED,
    ERASING,
    ERASED;

    /** The word the policy uses. */
    public String word() {
        return Words.of(this);
    }
}
