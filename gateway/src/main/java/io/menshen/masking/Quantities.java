package io.menshen.masking;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Forms of dates and amounts, and amounts made coarser. */
final class Quantities {
    private static final Pattern DATE = Pattern.compile("(?:1[89]|2[0-9])\\d{2}-\\d{2}-\\d{2}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(?:\\.\\d{1,6})?");
    private static final Pattern MONEY = Pattern.compile("-?\\d{1,15}(?:\\.\\d{1,2})?");
    private static final Pattern BOUNDS = Pattern.compile("-?\\d{1,15}(?:,-?\\d{1,15}){0,31}");

    private Quantities() {}

    static Optional<String> date(String text) {
        var date = Text.halfWidth(text).strip();
        try {
            return DATE.matcher(date).matches()
                    ? Optional.of(LocalDate.parse(date).toString())
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<String> monthDay(String text) {
        var day = Text.halfWidth(text).strip();
        try {
            return Optional.of(MonthDay.parse("--" + day).toString().substring(2));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<String> number(String text) {
        return decimal(NUMBER, text);
    }

    static Optional<String> money(String text) {
        return decimal(MONEY, text);
    }

    private static Optional<String> decimal(Pattern form, String text) {
        var number = Text.halfWidth(text).strip();
        return form.matcher(number).matches()
                ? Optional.of(plain(new BigDecimal(number)))
                : Optional.empty();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /**
     * The band of a number between the {@code bounds} of the parameters, such as {@code
     * 100,500,1000}: {@code <100}, {@code 100-500} (the lower bound belongs to it), {@code >=1000}.
     */
    static Optional<String> band(String number, Map<String, String> parameters) {
        var bounds = bounds(parameters.getOrDefault("bounds", ""));
        if (bounds.isEmpty() || !NUMBER.matcher(number).matches()) {
            return Optional.empty();
        }
        var value = new BigDecimal(number);
        var below = (int) bounds.stream().filter(bound -> bound.compareTo(value) <= 0).count();
        if (below == 0) {
            return Optional.of("<" + bounds.getFirst());
        }
        return Optional.of(
                below == bounds.size()
                        ? ">=" + bounds.getLast()
                        : bounds.get(below - 1) + "-" + bounds.get(below));
    }

    /** The bounds, or none where they are missing or do not rise. */
    private static List<BigDecimal> bounds(String text) {
        if (!BOUNDS.matcher(text).matches()) {
            return List.of();
        }
        var bounds = new ArrayList<BigDecimal>();
        for (var bound : text.split(",", -1)) {
            var next = new BigDecimal(bound);
            if (!bounds.isEmpty() && next.compareTo(bounds.getLast()) <= 0) {
                return List.of();
            }
            bounds.add(next);
        }
        return bounds;
    }
}
