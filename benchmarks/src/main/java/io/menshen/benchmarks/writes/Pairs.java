package io.menshen.benchmarks.writes;

import io.menshen.benchmarks.report.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rates of the gateway and of the same rows written bare, in turns.
 *
 * @param ours what the gateway does, in words
 * @param other what it is compared with
 * @param goal least ratio that is to be reached
 */
record Pairs(String ours, String other, double goal, List<Pair> pairs) {
    /** People a second of each, one turn after the other over the same people. */
    record Pair(double ours, double other) {
        double ratio() {
            return ours / other;
        }
    }

    Pairs(String ours, String other, double goal) {
        this(ours, other, goal, new ArrayList<>());
    }

    void add(double oursASecond, double otherASecond) {
        pairs.add(new Pair(oursASecond, otherASecond));
    }

    /** A table for a document; the terminal shows it too. */
    String markdown() {
        var ratio = Range.of(pairs.stream().map(Pair::ratio).toList());
        var reached = ratio.median() >= goal ? "reached" : "not reached";
        return """
        |  | people a second, median (range) |
        |---|---|
        | %s | %s |
        | %s | %s |
        | **ratio** | **%s**, goal ≥ %.2f %s |\
        """
                .formatted(
                        ours,
                        shown("%,.0f", Range.of(pairs.stream().map(Pair::ours).toList())),
                        other,
                        shown("%,.0f", Range.of(pairs.stream().map(Pair::other).toList())),
                        shown("%.2f", ratio),
                        goal,
                        reached);
    }

    private static String shown(String format, Range range) {
        return String.format(
                Locale.ROOT,
                format + " (" + format + " – " + format + ")",
                range.median(),
                range.least(),
                range.most());
    }
}
