package io.menshen.benchmarks.report;

import io.menshen.benchmarks.parts.Machine;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a trial came to, by its name.
 *
 * @param figures what was measured, or why it could not be tried
 */
public record Outcome(String name, boolean held, List<String> figures) {
    /** Copies, so that nothing changes afterwards. */
    public Outcome {
        figures = List.copyOf(figures);
    }

    /** Whether it held, in words. */
    public String word() {
        return held ? "held" : "DID NOT HOLD";
    }

    /** All of them, for a document. */
    public static String markdown(Machine machine, List<Outcome> outcomes) {
        var head = List.of("trial", "", "found");
        var rows = Stream.concat(Stream.of(head), outcomes.stream().map(Outcome::cells)).toList();
        return machine.told() + ".\n\n" + Markdown.table(rows);
    }

    private List<String> cells() {
        return List.of(name, word(), String.join("<br>", figures));
    }
}
