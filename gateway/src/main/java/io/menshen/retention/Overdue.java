package io.menshen.retention;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What of a store is past its time.
 *
 * @param store its word
 * @param due values that are to go
 * @param held values that a hold keeps (7-b)
 * @param oldest the last day of the oldest that is to go; empty where none is
 */
public record Overdue(String store, long due, long held, Optional<LocalDate> oldest) {}
