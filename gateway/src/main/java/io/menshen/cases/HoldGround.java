package io.menshen.cases;

/** Why a hold is set or lifted; there are no others. */
enum HoldGround {
    /** A court, or a claim that may go there. */
    LITIGATION,
    /** An authority investigates. */
    INVESTIGATION,
    /** Law demands that it is kept (7-b). */
    STATUTORY_PERIOD,
    /** A complaint is being looked into. */
    COMPLAINT,
    /** What it was set for is over. */
    ENDED,
    /** It should not have been set. */
    MISTAKE
}
