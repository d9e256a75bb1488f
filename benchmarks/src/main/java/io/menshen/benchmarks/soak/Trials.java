package io.menshen.benchmarks.soak;

import java.util.List;

/** Every trial, in the order in which they run: the audit first, while it is small. */
public final class Trials {
    private Trials() {}

    /** All of them. */
    public static List<Trial> all() {
        return List.of(
                new AuditMutations(),
                new OneNotFoundTiming(),
                new WithdrawnElsewhere(),
                Interrupted.gateway(),
                Interrupted.database(),
                new Overload(),
                new SteadyHeap());
    }
}
