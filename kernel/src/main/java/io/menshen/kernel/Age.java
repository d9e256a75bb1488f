package io.menshen.kernel;

/**
 * The age band of a person as far as it was declared: {@code CHILD} is under 14 (PIPL 31), {@code
 * TEEN} 14 to 17, {@code ADULT} 18 and over.
 */
public enum Age {
    UNKNOWN,
    CHILD,
    TEEN,
    ADULT;

    /** The word the policy uses. */
    public String word() {
        return Words.of(this);
    }
}
