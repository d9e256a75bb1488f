package io.menshen.benchmarks.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;

/**
 * What decisions cost.
 *
 * @param rows the cheapest first
 */
public record Decisions(List<Row> rows) {
    /** Copies, so that nothing changes afterwards. */
    public Decisions {
        rows = List.copyOf(rows);
    }

    /**
     * One way to decide.
     *
     * @param micros a decision, on the average
     * @param error half of the interval in which that average lies by 99.9 in 100
     */
    public record Row(Kind kind, double micros, double error) {
        List<String> cells() {
            return List.of(kind.words, "%.3f ± %.3f".formatted(micros, error), kind.judged(micros));
        }
    }

    /** The methods that decide, by their benchmark. */
    enum Kind {
        CACHED("DecisionBenchmark.cached", "from the cache", 0.2),
        EMBEDDED("DecisionBenchmark.embedded", "by the embedded engine, never asked before", 60),
        SERVER(
                "ServerDecisionBenchmark.server",
                "by an OPA server over HTTP, never asked before",
                0);

        private final String method;
        private final String words;
        private final double goal;

        Kind(String method, String words, double goal) {
            this.method = method;
            this.words = words;
            this.goal = goal;
        }

        private String judged(double micros) {
            return goal == 0
                    ? "–"
                    : String.format(
                            Locale.ROOT,
                            "≤ %s %s",
                            goal < 1 ? goal : Math.round(goal),
                            micros <= goal ? "reached" : "not reached");
        }
    }

    /** Of what JMH measured in nanoseconds. */
    public static Decisions of(Collection<RunResult> results) {
        return new Decisions(
                results.stream()
                        .flatMap(Decisions::row)
                        .sorted(Comparator.comparingDouble(Row::micros))
                        .toList());
    }

    private static Stream<Row> row(RunResult result) {
        var found = result.getPrimaryResult();
        return Stream.of(Kind.values())
                .filter(kind -> result.getParams().getBenchmark().endsWith(kind.method))
                .map(kind ->
                        new Row(kind, found.getScore() / 1_000, found.getScoreError() / 1_000));
    }

    /** As a table. */
    public String markdown() {
        var head = List.of("a decision", "µs", "goal");
        return Markdown.table(
                Stream.concat(Stream.of(head), rows.stream().map(Row::cells)).toList());
    }
}
