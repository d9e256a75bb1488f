package io.menshen.benchmarks.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What a decision costs: from the cache, embedded, from an OPA server. */
@Command(
        name = "decision",
        mixinStandardHelpOptions = true,
        description = {
            "A decision from the cache (goal: at most 0.2 µs), by the embedded engine (at most 60 µs),",
            "and by an OPA server over HTTP where OPA is found in OPA, on the PATH or in .tools/."
        })
final class DecisionCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        return Jmh.run("\\.DecisionBenchmark\\.|\\.ServerDecisionBenchmark\\.");
    }
}
