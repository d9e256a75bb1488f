package io.menshen.kernel;

import java.util.List;

/**
 * A tag of a metric, and all that it may say. None is ever taken from a request.
 *
 * @param name lower case
 * @param values the values that there are; empty where they are codes of the policy
 * @param most how many different values there can be, 1 or more
 */
public record MetricTag(String name, List<String> values, int most) {
    /** Codes of reasons that are counted one by one; all others are one value. */
    static final int CODES = 64;

    /** Keeps a copy. */
    public MetricTag {
        values = List.copyOf(values);
    }

    /** A tag with these values. */
    static MetricTag of(String name, String... values) {
        return new MetricTag(name, List.of(values), values.length);
    }

    /**
     * A tag whose values are codes of the policy: lower case with underscores, and beside them
     * {@code none}, {@code other} and {@code policy_unavailable}.
     */
    static MetricTag codes(String name) {
        return new MetricTag(name, List.of(), CODES + 3);
    }

    /** Whether the tag may have that value. */
    public boolean allows(String value) {
        return values.isEmpty() ? value.matches("[a-z][a-z0-9_]{0,63}") : values.contains(value);
    }
}
