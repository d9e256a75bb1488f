package io.menshen.cases;

/** Where a ticket stands. */
enum TicketStatus {
    ASKED,
    /** Another member of staff approved it. */
    APPROVED,
    DECLINED
}
