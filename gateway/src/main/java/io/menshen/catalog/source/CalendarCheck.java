package io.menshen.catalog.source;

import io.menshen.catalog.WorkCalendar;
import io.menshen.catalog.WorkYear;
import io.menshen.catalog.WorkYear.Holiday;
import java.time.LocalDate;

/** A year of the calendar holds days of that year, and says each of them once. */
final class CalendarCheck {
    private final Report report;

    CalendarCheck(Report report) {
        this.report = report;
    }

    void check(String name, WorkYear year) {
        var path = "/calendar/" + name;
        if (!name.matches("[0-9]{4}")) {
            report.at(path, "calendar: '" + name + "' must be a year in quotes, such as \"2026\"");
            return;
        }
        year.holidays()
                .forEach((id, holiday) -> holiday(path + "/holidays/" + id, name, id, holiday));
        year.working().stream()
                .sorted()
                .forEach(day -> working(path + "/working", name, day, year));
    }

    private void holiday(String path, String name, String id, Holiday holiday) {
        if (!isOf(name, holiday.first()) || !isOf(name, holiday.last())) {
            report.at(path, id + ": its days must be of the year " + name);
        }
        if (holiday.last().isBefore(holiday.first())) {
            report.at(path, id + ": its last day is before its first");
        }
    }

    private void working(String path, String name, LocalDate day, WorkYear year) {
        if (!isOf(name, day)) {
            report.at(path, day + " must be of the year " + name);
        }
        if (!WorkCalendar.isWeekend(day)) {
            report.at(path, day + " is no Saturday or Sunday: people work on it anyway");
        }
        if (year.holidays().values().stream().anyMatch(holiday -> holiday.holds(day))) {
            report.at(path, day + " is a day off of the same year");
        }
    }

    private static boolean isOf(String year, LocalDate day) {
        return Integer.toString(day.getYear()).equals(year);
    }
}
