package io.menshen.benchmarks.command;

import io.menshen.benchmarks.writes.IntakeTurns;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Single intakes against bare inserts. */
@Command(
        name = "intake",
        mixinStandardHelpOptions = true,
        description =
                "Single intakes over HTTP against the bare insert of the same rows (goal: 0.5 of it), in turns; all of it is started in a temporary folder.")
final class IntakeCommand implements Callable<Integer> {
    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Turns of each (default: ${DEFAULT-VALUE}).")
    private int pairs;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "5",
            description = "Length of a turn of intakes (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "60",
            description = "Intakes before the first turn (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--connections",
            paramLabel = "C",
            defaultValue = "32",
            description = "Connections of each (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Put the table between the markers of this Markdown file too.")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        var how =
                "%d pairs of turns of %d s, %d connections of each"
                        .formatted(pairs, seconds, connections);
        return new Write("bench intake", how, out)
                .run((deployment, progress) ->
                        new IntakeTurns(deployment, pairs, seconds, warmUp, connections)
                                .run(progress));
    }
}
