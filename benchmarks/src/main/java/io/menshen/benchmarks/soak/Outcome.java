package io.menshen.benchmarks.soak;

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

    /** All of them, for a document. */
    public static String markdown(Machine machine, List<Outcome> outcomes) {
        return machine.told()
                + ".\n\n| trial | | found |\n|---|---|---|\n"
                + outcomes.stream().map(Outcome::row).collect(Collectors.joining("\n"));
    }

    private String row() {
        return "| %s | %s | %s |".formatted(name, word(), String.join("<br>", figures));
    }
}
