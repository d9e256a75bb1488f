package io.menshen.benchmarks.command;

import io.menshen.benchmarks.parts.Machine;
import io.menshen.benchmarks.report.Decisions;
import io.menshen.benchmarks.report.Document;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a decision costs: from the cache, embedded, from an OPA server. */
@Command(
        name = "decision",
        mixinStandardHelpOptions = true,
        description = {
            "A decision from the cache (goal: at most 0.2 µs), by the embedded engine (at most 60 µs),",
            "and by an OPA server over HTTP where OPA is found in OPA, on the PATH or in .tools/."
        })
final class DecisionCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Put the table between the markers of this Markdown file too.")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        var results = Jmh.run("\\.DecisionBenchmark\\.|\\.ServerDecisionBenchmark\\.");
        if (out != null) {
            var found = Machine.here() + ".\n\n" + Decisions.of(results).markdown();
            new Document(Places.asked(out)).put("bench decision", found);
        }
        return 0;
    }
}
