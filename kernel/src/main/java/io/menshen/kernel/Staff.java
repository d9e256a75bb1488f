package io.menshen.kernel;

/**
 * A member of staff behind a staff-facing consumer, as its token claims.
 *
 * @param person the retailer's own opaque id of the person; kept in the audit, never sent to the
 *     policy
 * @param role a role of the staff registry
 * @param agreement whether a confidentiality agreement stands (T/CCAGM 002 5.5)
 * @param retrieval how much is retrieved by this request (T/CCAGM 002 5.3)
 */
public record Staff(String person, String role, Agreement agreement, Retrieval retrieval) {
    /** Who retrieves one person's data. */
    public Staff(String person, String role, Agreement agreement) {
        this(person, role, agreement, Retrieval.ONE);
    }

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
