package io.menshen.benchmarks.soak;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** How two sets of times compare, whatever their distributions are. */
final class Odds {
    private record Timed(long time, boolean other) {}

    private Odds() {}

    /**
     * How often a time of the other set is the longer one of a pair (Mann and Whitney); equal ones
     * count half. 0.5 where either set is empty.
     */
    static double of(List<Long> one, List<Long> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0.5;
        }
        var sorted =
                Stream.concat(
                                one.stream().map(time -> new Timed(time, false)),
                                other.stream().map(time -> new Timed(time, true)))
                        .sorted(Comparator.comparingLong(Timed::time))
                        .toList();
        var ranks = 0.0;
        for (int from = 0, to; from < sorted.size(); from = to) {
            to = from;
            var others = 0;
            while (to < sorted.size() && sorted.get(to).time == sorted.get(from).time) {
                others += sorted.get(to++).other ? 1 : 0;
            }
            ranks += others * (from + 1 + to) / 2.0;
        }
        var pairs = (double) one.size() * other.size();
        return (ranks - other.size() * (other.size() + 1.0) / 2) / pairs;
    }

    /** The middle one; 0 where there is none. */
    static double median(List<Long> times) {
        var sorted = times.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }
}
