package io.menshen.kernel;

/**
 * A member of staff behind a staff-facing consumer, as its token claims.
 *
 * @param person the retailer's own opaque id of the person; kept in the audit, never sent to the
 *     policy
 * @param role a role of the staff registry
 * @param agreement whether a confidentiality agreement stands (T/CCAGM 002 5.5)
 */
public record Staff(String person, String role, Agreement agreement) {
    /** The standing of a confidentiality agreement. */
    public enum Agreement {
        VALID,
        MISSING,
        EXPIRED;

        /** The word the policy uses. */
        public String word() {
            return Words.of(this);
        }
    }
}
