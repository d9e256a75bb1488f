package io.menshen.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.gates.RealRegistries;
import io.menshen.kernel.Clause;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Days of work by the committed calendar. */
@Clause("7-d")
class WorkCalendarTests {
    private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);

    /** Of that year alone, whichever others the registry has by now. */
    private final WorkCalendar calendar =
            new WorkCalendar(
                    Map.of(
                            "2026",
                            Objects.requireNonNull(
                                    RealRegistries.catalog().calendar().get("2026"))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-04",
                "2026-02-14",
                "2026-02-28",
                "2026-05-09",
                "2026-09-20",
                "2026-10-10"
            })
    void people_work_on_the_weekends_that_were_announced(LocalDate day) {
        assertThat(calendar.works(day)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01",
                "2026-02-17",
                "2026-02-23",
                "2026-04-06",
                "2026-05-05",
                "2026-06-19",
                "2026-09-25",
                "2026-10-07",
                "2026-11-28"
            })
    void nobody_works_on_holidays_and_other_weekends(LocalDate day) {
        assertThat(calendar.works(day)).isFalse();
    }

    @Test
    void the_year_of_2026_has_248_days_of_work() {
        // 365 days, 104 of them weekends, 19 days off on weekdays, 6 working weekends.
        var days = NEW_YEAR.datesUntil(NEW_YEAR.plusYears(1)).filter(calendar::works).count();

        assertThat(days).isEqualTo(248);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-10, 15, 2026-10-08",
        "2026-10-30, 1, 2026-11-02",
        "2026-11-02, 0, 2026-11-02",
        "2026-12-31, 1, 2027-01-01"
    })
    void a_term_ends_on_its_last_day_of_work(LocalDate day, int days, LocalDate last) {
        assertThat(calendar.after(day, days)).isEqualTo(last);
        assertThat(calendar.left(day, last)).isEqualTo(days);
    }

    @Test
    void what_is_past_counts_backwards() {
        assertThat(calendar.left(LocalDate.of(2026, 11, 9), LocalDate.of(2026, 11, 6)))
                .isEqualTo(-1);
        assertThat(calendar.left(LocalDate.of(2026, 11, 7), LocalDate.of(2026, 11, 6))).isZero();
    }

    @Test
    void a_year_that_was_not_announced_has_its_weekdays() {
        var day = LocalDate.of(2031, 1, 1);

        assertThat(calendar.covers(NEW_YEAR)).isTrue();
        assertThat(calendar.covers(day)).isFalse();
        assertThat(day.getDayOfWeek()).isEqualTo(DayOfWeek.WEDNESDAY);
        assertThat(calendar.works(day)).isTrue();
        assertThat(new WorkCalendar(Map.of()).after(NEW_YEAR, 5))
                .isEqualTo(LocalDate.of(2026, 1, 8));
    }
}
