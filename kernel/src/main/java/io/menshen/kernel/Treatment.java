package io.menshen.kernel;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a field may be shown (design, section 4). The first six are ordered from clearest to most hidden; the others
 * compare with nothing and may only be replaced by {@link #WITHHOLD}.
 */
public enum Treatment {
    CLEAR,
    GENERALIZE,
    MASK,
    MASK_STRICT,
    MATCH,
    WITHHOLD,
    TOKENIZE,
    FORMAT_TOKEN,
    CONNECTOR_ONLY;

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
        return ordinal() <= WITHHOLD.ordinal();
    }

    /** The more hidden of two; of treatments that do not compare, {@code WITHHOLD}, unless they are the same. */
    public Treatment atMost(Treatment ceiling) {
        if (this == ceiling) {
            return this;
        }
        if (comparable() && ceiling.comparable()) {
            return ordinal() >= ceiling.ordinal() ? this : ceiling;
        }
        return ceiling == CLEAR ? this : WITHHOLD;
    }
}
