package io.menshen.benchmarks.soak;

import java.util.List;

/**
 * What a trial came to.
 *
 * @param passed whether it held
 * @param figures what was measured, a line each
 */
public record Verdict(boolean passed, List<String> figures) {
    /** Copies, so that nothing changes afterwards. */
    public Verdict {
        figures = List.copyOf(figures);
    }

    static Verdict of(boolean passed, String... figures) {
        return new Verdict(passed, List.of(figures));
    }
}
