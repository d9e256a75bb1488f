package io.menshen.kernel;

/**
 * Why something was refused or withheld.
 *
 * @param code stable, lower case with underscores, such as {@code consent_withdrawn}
 * @param clause the clause of T/CCAGM 002-2021 or of a law, such as {@code 4.1.2-d}; empty where
 *     none applies
 */
public record Reason(String code, String clause) {
    /** A reason without a clause. */
    public static Reason of(String code) {
        return new Reason(code, "");
    }
}
