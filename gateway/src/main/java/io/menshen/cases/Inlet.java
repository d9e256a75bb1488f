package io.menshen.cases;

/** How a request came in. */
enum Inlet {
    DESK,
    PHONE,
    LETTER,
    MAIL,
    PAGE,
    APP
}
