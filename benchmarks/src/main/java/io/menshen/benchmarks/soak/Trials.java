package io.menshen.benchmarks.soak;

import java.util.List;

/**
 * Every trial, in the order in which they run: the audit first, while it is small; last what leaves
 * people as others do not expect them.
 */
public final class Trials {
    private Trials() {}

    /** All of them. */
    public static List<Trial> all() {
        return List.of(
                new AuditMutations(),
                new OneNotFoundTiming(),
                Interrupted.gateway(),
                Interrupted.database(),
                new Overload(),
                new SteadyHeap(),
                new WithdrawnElsewhere());
    }
}
