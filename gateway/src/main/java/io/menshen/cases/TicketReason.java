package io.menshen.cases;

/** Why the data of several people is retrieved; there are no others. */
enum TicketReason {
    /** An answer to complaints. */
    COMPLAINT,
    /** Goods are called back, or people are warned. */
    RECALL,
    /** An authority asks. */
    AUTHORITY,
    /** An incident is looked into. */
    INCIDENT,
    /** Accounts are compared. */
    RECONCILIATION,
    /** Data is looked through for faults. */
    QUALITY
}
