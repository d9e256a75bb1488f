package io.menshen.benchmarks.report;

import io.menshen.benchmarks.run.Versus;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A goal and what was measured of it.
 *
 * @param range null where it could not be measured
 */
public record Judged(Goal goal, @Nullable Range range) {
    /** All goals. */
    public static List<Judged> all(List<Versus> runs) {
        return List.of(Goal.values()).stream()
                .map(goal -> new Judged(goal, goal.range(runs)))
                .toList();
    }

    /** The median, and between what it lies; “not measured” where nothing was. */
    public String figure() {
        return range == null
                ? "not measured"
                : "%s (%s – %s)"
                        .formatted(
                                shown(range.median()), shown(range.least()), shown(range.most()));
    }

    /** The first step, and whether it is reached. */
    public String first() {
        return bound(goal.first());
    }

    /** The aspiration, and whether it is reached. */
    public String last() {
        return bound(goal.last());
    }

    private String bound(double bound) {
        var sign = goal.isAtMost() ? "≤ " : "≥ ";
        if (range == null) {
            return sign + shown(bound);
        }
        var reached = goal.reaches(range.median(), bound) ? "reached" : "not reached";
        return sign + shown(bound) + " " + reached;
    }

    private String shown(double figure) {
        return goal.isAtMost()
                ? "%.0f %%".formatted(figure * 100)
                : String.format(Locale.ROOT, "%.2f", figure);
    }
}
