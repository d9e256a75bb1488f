package io.menshen.kernel;

/** Whether a guardian's consent stands for a person under 14 (PIPL 31). */
public enum Guardian {
    NONE,
    CONSENTED;

    /** The word the policy uses. */
    public String word() {
        return Words.of(this);
    }
}
