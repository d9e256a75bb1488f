package io.menshen.catalog;

import java.time.LocalDate;

/**
 * A certificate of the multi-level protection scheme (T/CCAGM 002 4.1.4-c).
 *
 * @param level 1 to 5
 * @param expires last day
 */
public record Mlps(int level, LocalDate expires) {}
