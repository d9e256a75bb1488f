package io.menshen.cases;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Which cases are wanted, the nearest deadline first; what is empty narrows nothing.
 *
 * @param status a word
 * @param kind a word
 * @param owner the retailer's own id of a member of staff
 * @param dueBefore only those whose deadline is before that day
 * @param alive whether only those are wanted that are not ended
 * @param after where the page before ended
 * @param limit how many at most, 1 or more
 */
record CaseFilter(
        String status,
        String kind,
        String owner,
        LocalDate dueBefore,
        boolean alive,
        Place after,
        int limit) {
    /** Later than every deadline. */
    static final LocalDate EVER = LocalDate.of(9999, 12, 31);

    /**
     * A day that the database knows, YYYY-MM-DD.
     *
     * @throws DateTimeException where it is none, or not of the years 1 to 9999
     */
    static LocalDate day(String text) {
        var day = LocalDate.parse(text);
        if (day.isBefore(Place.FIRST.deadline()) || day.isAfter(EVER)) {
            throw new DateTimeException("not of the years 1 to 9999");
        }
        return day;
    }

    /** Where a case stands in the order. */
    record Place(LocalDate deadline, UUID id) {
        /** Before all others. */
        static final Place FIRST = new Place(LocalDate.of(1, 1, 1), new UUID(0, 0));
    }
}
