package io.menshen.cases;

/** What a person asks for. */
enum CaseKind {
    /** To see what is held, and who used it (PIPL 45). */
    ACCESS,
    /** A copy of it (PIPL 45). */
    COPY,
    /** To have it put right (PIPL 46). */
    CORRECT,
    /** To take a consent back (PIPL 15). */
    WITHDRAW,
    /** To have the use of it limited (PIPL 44). */
    RESTRICT,
    /** To have no more of a use (PIPL 44). */
    OBJECT,
    /** To close the account. */
    CLOSE,
    /** To have it erased (PIPL 47). */
    ERASE,
    /** To be told by which rules it is used (PIPL 48). */
    EXPLAIN,
    /** To say that something was not right (PIPL 65). */
    COMPLAINT,
    /** To say that a number leads to somebody else, as resold ones do. */
    NUMBER_NOT_MINE
}
