package io.menshen.cases;

/** Where a request for a hold stands. */
enum HoldStatus {
    ASKED,
    /** A second member of staff approved it, and it was done. */
    DONE,
    DECLINED
}
