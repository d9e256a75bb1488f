package io.menshen.cases;

/**
 * Cases that are not ended.
 *
 * @param alive all of them
 * @param overdue those whose deadline is past
 * @param in1 of the others those whose deadline is within one working day
 * @param in2 within two
 * @param in5 within five
 */
record CaseCounts(long alive, long overdue, long in1, long in2, long in5) {}
