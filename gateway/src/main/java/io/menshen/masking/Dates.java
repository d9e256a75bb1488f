package io.menshen.masking;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Dates made coarser. */
final class Dates {
    private static final int BAND = 5;
    private static final DateTimeFormatter MONTH_DAY = DateTimeFormatter.ofPattern("MM-dd");

    private Dates() {}

    /** Five years, such as 1990-1994. */
    static Optional<String> yearBand(String date, Map<String, String> parameters) {
        return of(
                date,
                day -> {
                    var first = Math.floorDiv(day.getYear(), BAND) * BAND;
                    return first + "-" + (first + BAND - 1);
                });
    }

    static Optional<String> monthDay(String date, Map<String, String> parameters) {
        return of(date, day -> day.format(MONTH_DAY));
    }

    private static Optional<String> of(String date, Function<LocalDate, String> show) {
        try {
            return Optional.of(show.apply(LocalDate.parse(date)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
