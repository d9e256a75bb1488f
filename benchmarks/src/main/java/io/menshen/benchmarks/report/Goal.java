package io.menshen.benchmarks.report;

import io.menshen.benchmarks.run.Field.Name;
import io.menshen.benchmarks.run.Versus;
import io.menshen.benchmarks.run.Versus.Turns;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is to be reached, first and at last. */
public enum Goal {
    ORDINARY("Protected read ÷ ordinary bare", 1.0, 2.0),
    COALESCED("Protected read ÷ coalesced bare", 0.6, 0.75),
    MVC("Protected read ÷ Spring MVC on virtual threads", 0.7, 2.0),
    CEILING("Protected read ÷ ceiling (the smaller of hello and pgbench)", 0.25, 0.6),
    BATCH("Batch item ÷ single read", 2.5, 4.0),
    AUDIT("Loss of the read by the durable audit", 0.25, 0.10);

    private final String words;
    private final double first;
    private final double last;

    Goal(String words, double first, double last) {
        this.words = words;
        this.first = first;
        this.last = last;
    }

    /** What is compared, in words. */
    public String words() {
        return words;
    }

    /** The first step. */
    public double first() {
        return first;
    }

    /** What it shall be at last. */
    public double last() {
        return last;
    }

    /** A loss is to be small, all else large. */
    public boolean isAtMost() {
        return last < first;
    }

    /** Whether a figure reaches a bound. */
    public boolean reaches(double figure, double bound) {
        return isAtMost() ? figure <= bound : figure >= bound;
    }

    /** The figures of all pairs; null where the one to compare with did not run. */
    public @Nullable Range range(List<Versus> runs) {
        return present(runs)
                .min(Comparator.comparingDouble(Goal::speed))
                .map(one -> Range.of(one.turns().stream().map(this::figure).toList()))
                .orElse(null);
    }

    private double figure(Turns turns) {
        return switch (this) {
            case ORDINARY, COALESCED, MVC, CEILING -> turns.oursByOther();
            case BATCH -> turns.otherByOurs();
            case AUDIT -> 1 - turns.oursByOther();
        };
    }

    private List<Name> others() {
        return switch (this) {
            case ORDINARY -> List.of(Name.ORDINARY);
            case COALESCED -> List.of(Name.COALESCED);
            case MVC -> List.of(Name.MVC);
            case CEILING -> List.of(Name.HELLO, Name.PGBENCH);
            case BATCH -> List.of(Name.BATCH);
            case AUDIT -> List.of(Name.ACKNOWLEDGING);
        };
    }

    private Stream<Versus> present(List<Versus> runs) {
        return runs.stream()
                .filter(run -> others().stream().anyMatch(n -> n.words().equals(run.other())));
    }

    private static double speed(Versus run) {
        return Range.of(run.others().stream().map(m -> m.perSecond()).toList()).median();
    }
}
