package io.menshen.kernel;

/** What the state of a part means for those who call. */
public enum Effect {
    /** Nothing. */
    NONE,
    /** Served, with less than usual: cached decisions only, caps by instance, no anchor. */
    LIMITED,
    /** Refused until it is better. */
    REFUSED;

    /** The word in answers. */
    public String word() {
        return Words.of(this);
    }
}
