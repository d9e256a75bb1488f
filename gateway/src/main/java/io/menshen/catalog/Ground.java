package io.menshen.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What stands behind a reason code: its clause, and the rule that gives it.
 *
 * @param clause of T/CCAGM 002-2021 or of a law
 * @param title what it says
 * @param rule file of the rule, such as {@code rules/consent/consent.rego}
 * @param line where the code stands in it, 1 or more
 * @param effect whether the rule refuses the whole or withholds fields
 * @param entry the registry entry it looks at, such as <code>consumers/{consumer}/mlps</code>; null
 *     where it looks at none
 * @param told how far the reason may be told where it depends on the person's state
 */
public record Ground(
        String clause,
        Label title,
        String rule,
        int line,
        Effect effect,
        @Nullable String entry,
        Told told) {

    /** What a rule does. */
    public enum Effect {
        REFUSE,
        WITHHOLD
    }

    /** To whom a reason that depends on the person's state is told. */
    public enum Told {
        /** To the platform and the auditor only. */
        NOBODY,
        /** Also to a caller that named the person by token. */
        TOKEN
    }
}
