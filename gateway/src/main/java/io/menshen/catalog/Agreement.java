package io.menshen.catalog;

import java.time.LocalDate;

/**
 * A processing or confidentiality agreement (T/CCAGM 002 4.1.4-f, 5.5).
 *
 * @param id the retailer's number of it
 * @param expires last day
 */
public record Agreement(String id, LocalDate expires) {}
