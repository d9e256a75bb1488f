package io.menshen.benchmarks.report;

import io.menshen.benchmarks.parts.Machine;
import java.util.List;
import java.util.stream.Collectors;

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

    /** For a document. */
    public String markdown(Machine machine) {
        var lines = figures.stream().map(figure -> "- " + figure.strip() + "\n");
        return "**%s**: %s\n\n%s\nTaken on %s."
                .formatted(name, word(), lines.collect(Collectors.joining()), machine.told());
    }
}
