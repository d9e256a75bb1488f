package io.menshen.catalog;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * Days of work. A year that no announcement covers has none but its weekdays: nobody knows its
 * holidays yet.
 *
 * @param years by their four digits
 */
public record WorkCalendar(Map<String, WorkYear> years) {
    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    /** Keeps a copy. */
    public WorkCalendar {
        years = Ordered.copy(years);
    }

    /** Whether the year of that day was announced. */
    public boolean covers(LocalDate day) {
        return years.containsKey(name(day));
    }

    /** Whether people work on that day. */
    public boolean works(LocalDate day) {
        var year = years.get(name(day));
        var isWeekend = isWeekend(day);
        if (year == null) {
            return !isWeekend;
        }
        return isWeekend
                ? year.working().contains(day)
                : year.holidays().values().stream().noneMatch(holiday -> holiday.holds(day));
    }

    /**
     * The day that ends a term: so many working days after that day, which is not counted itself.
     *
     * @param days 0 or more; 0 is the day itself
     */
    public LocalDate after(LocalDate day, int days) {
        var last = day;
        var left = days;
        while (left > 0) {
            last = last.plusDays(1);
            left -= works(last) ? 1 : 0;
        }
        return last;
    }

    /**
     * How many working days are left after that day up to the last one; below 0 as many as went by
     * since the last one.
     */
    public int left(LocalDate day, LocalDate last) {
        return day.isAfter(last) ? -count(last, day) : count(day, last);
    }

    private int count(LocalDate after, LocalDate upTo) {
        return (int) after.plusDays(1).datesUntil(upTo.plusDays(1)).filter(this::works).count();
    }

    /** Whether that day is a Saturday or a Sunday. */
    public static boolean isWeekend(LocalDate day) {
        return WEEKEND.contains(day.getDayOfWeek());
    }

    private static String name(LocalDate day) {
        return Integer.toString(day.getYear());
    }
}
