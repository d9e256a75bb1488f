package io.menshen.benchmarks.report;

import io.menshen.benchmarks.run.Measured;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * One contender's figures: the median of its turns each. Where a figure is not known it is 0.
 *
 * @param perSecond answers or items
 * @param failed answers that were not as expected, of all turns
 * @param p50 milliseconds; so are p99 and p999
 * @param allocated bytes for one answer or item
 * @param cpu microseconds of the server's processor time for one
 * @param resident bytes at the end
 */
public record Figures(
        String name,
        Range perSecond,
        long failed,
        double p50,
        double p99,
        double p999,
        double allocated,
        double cpu,
        long resident) {
    /** Heads of {@link #cells}. */
    public static final List<String> HEADS =
            List.of(
                    "",
                    "a second",
                    "p50 ms",
                    "p99 ms",
                    "p99.9 ms",
                    "KiB allocated",
                    "server CPU µs",
                    "MiB resident");

    private static final double NANOS = 1e6;

    /** The figures of turns, one or more. */
    public static Figures of(String name, List<Measured> turns, long resident) {
        return new Figures(
                name,
                Range.of(turns.stream().map(Measured::perSecond).toList()),
                turns.stream().mapToLong(Measured::failed).sum(),
                median(turns, turn -> turn.p50() / NANOS),
                median(turns, turn -> turn.p99() / NANOS),
                median(turns, turn -> turn.p999() / NANOS),
                median(turns, Measured::allocated),
                median(turns, Measured::cpu),
                resident);
    }

    private static double median(List<Measured> turns, ToDoubleFunction<Measured> figure) {
        return Range.of(turns.stream().map(figure::applyAsDouble).toList()).median();
    }

    /** A row of a table. */
    public List<String> cells() {
        return List.of(
                failed == 0 ? name : "%s, %,d failed".formatted(name, failed),
                String.format(
                        Locale.ROOT,
                        "%,.0f (%,.0f – %,.0f)",
                        perSecond.median(),
                        perSecond.least(),
                        perSecond.most()),
                shown("%.1f", p50),
                shown("%.1f", p99),
                shown("%.1f", p999),
                shown("%.1f", allocated / 1_024),
                shown("%.0f", cpu),
                shown("%.0f", resident / 1_048_576.0));
    }

    private static String shown(String format, double figure) {
        return figure == 0 ? "–" : String.format(Locale.ROOT, format, figure);
    }
}
