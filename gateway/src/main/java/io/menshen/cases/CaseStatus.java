package io.menshen.cases;

/** Where a case stands. */
enum CaseStatus {
    OPEN,
    /** Something is asked of the person; the clock goes on. */
    WAITING_FOR_PERSON,
    /** It was decided to do it. */
    DECIDED,
    DONE,
    REFUSED,
    /** The person wants it no more. */
    TAKEN_BACK;

    /** Whether nothing follows any more. */
    boolean isEnded() {
        return this == DONE || this == REFUSED || this == TAKEN_BACK;
    }
}
