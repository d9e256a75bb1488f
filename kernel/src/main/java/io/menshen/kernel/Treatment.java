package io.menshen.kernel;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a field may be shown (design, section 4). The first six are ordered from clearest to most
 * hidden; the others compare with nothing and may only be replaced by {@link #WITHHOLD}.
 */
public enum Treatment {
    CLEAR(0),
    GENERALIZE(1),
    MASK(2),
    MASK_STRICT(3),
    MATCH(4),
    WITHHOLD(5),
    TOKENIZE(-1),
    FORMAT_TOKEN(-1),
    CONNECTOR_ONLY(-1);

    private final int rank;

    Treatment(int rank) {
        this.rank = rank;
    }

    /** The word the policy and the interface use. */
    public String word() {
        return Words.of(this);
    }

    /** The treatment of that word, or empty where there is none. */
    public static Optional<Treatment> of(String word) {
        return Arrays.stream(values()).filter(t -> t.word().equals(word)).findFirst();
    }

    /** Whether this treatment stands on the scale from {@code CLEAR} to {@code WITHHOLD}. */
    public boolean comparable() {
        return rank >= 0;
    }

    /**
     * The more hidden of two; of treatments that do not compare, {@code WITHHOLD}, unless they are
     * the same.
     */
    public Treatment atMost(Treatment ceiling) {
        if (this == ceiling) {
            return this;
        }
        if (comparable() && ceiling.comparable()) {
            return rank >= ceiling.rank ? this : ceiling;
        }
        return ceiling == CLEAR ? this : WITHHOLD;
    }
}
