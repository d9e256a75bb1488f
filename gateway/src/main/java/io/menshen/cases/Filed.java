package io.menshen.cases;

import io.menshen.catalog.WorkCalendar;
import io.menshen.kernel.BusinessDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * What of a case never changes.
 *
 * @param at when it was opened, in milliseconds
 * @param deadline the last day on which it can be answered in time
 */
record Filed(
        CaseKind kind,
        Inlet inlet,
        Identity identity,
        Instant at,
        LocalDate deadline,
        Counted counted) {
    /** T/CCAGM 002 7-d, reconstructed; the stricter of its sources. */
    static final int WORKING_DAYS = 15;

    static Filed of(
            CaseKind kind, Inlet inlet, Identity identity, Instant now, WorkCalendar calendar) {
        var day = LocalDate.ofInstant(now, BusinessDay.ZONE);
        var deadline = calendar.after(day, WORKING_DAYS);
        // The first and the last day tell of all between them: a term is shorter than a year.
        var isCovered = calendar.covers(day) && calendar.covers(deadline);
        return new Filed(
                kind,
                inlet,
                identity,
                now.truncatedTo(ChronoUnit.MILLIS),
                deadline,
                isCovered ? Counted.CALENDAR : Counted.WEEKDAYS);
    }

    LocalDate day() {
        return LocalDate.ofInstant(at, BusinessDay.ZONE);
    }
}
