package io.menshen.cases;

/** By what a deadline was counted. */
enum Counted {
    /** By announced holidays and working weekends. */
    CALENDAR,
    /** By weekdays alone, since it runs into a year that was not announced. */
    WEEKDAYS
}
