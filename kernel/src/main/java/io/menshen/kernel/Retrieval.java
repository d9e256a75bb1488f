package io.menshen.kernel;

/**
 * How much a member of staff retrieves by one request. More than one person's data needs a ticket
 * that another one approved (T/CCAGM 002 5.3).
 */
public enum Retrieval {
    /** One person's data. */
    ONE,
    /** Several people's, without a ticket. */
    BULK,
    /** Several people's under a ticket that nobody approved. */
    UNAPPROVED,
    /** Several people's under a ticket whose time is over. */
    EXPIRED,
    /**
     * Several people's under a ticket of somebody else, or about other people, fields, purposes.
     */
    OUTSIDE,
    /** Several people's under a ticket that covers what is asked. */
    TICKETED;

    /** The word the policy uses. */
    public String word() {
        return Words.of(this);
    }
}
