package io.menshen.catalog;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * The days off and the working weekends of a year, as the State Council announced them.
 *
 * @param owner the role that answers for it
 * @param source the announcement
 * @param holidays by name
 * @param working days of weekends on which people work
 */
public record WorkYear(
        String owner, String source, Map<String, Holiday> holidays, Set<LocalDate> working) {
    /** Keeps copies. */
    public WorkYear {
        holidays = Ordered.copy(holidays);
        working = Set.copyOf(working);
    }

    /** Days off, from the first to the last. */
    public record Holiday(Label label, LocalDate first, LocalDate last) {
        /** Whether that day is one of them. */
        public boolean holds(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }
}
