package io.menshen.benchmarks.report;

import java.util.List;

/** The median of some figures, and between what they lie. */
public record Range(double median, double least, double most) {
    /**
     * The range of one or more figures.
     *
     * @throws IllegalArgumentException where there are none
     */
    public static Range of(List<Double> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("there are no figures");
        }
        var sorted = figures.stream().sorted().toList();
        var middle = sorted.size() / 2;
        var median =
                sorted.size() % 2 == 1
                        ? sorted.get(middle)
                        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Range(median, sorted.getFirst(), sorted.getLast());
    }
}
