package io.menshen.cases;

/** How whoever asks was known. */
enum Identity {
    /** Not yet. */
    UNVERIFIED,
    /** By a link that was sent to them. */
    LINK,
    /** By a code that was sent to them. */
    CODE,
    /** By a second fact of another kind. */
    SECOND_FACT,
    /** By what they showed at a desk. */
    DESK
}
