package io.menshen.benchmarks.command;

import io.menshen.benchmarks.writes.ImportTurns;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The import against {@code \copy}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "An import against \\copy of the same prepared rows (goal: 0.3 of it), in turns; all of it is started in a temporary folder.")
final class ImportCommand implements Callable<Integer> {
    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Turns of each (default: ${DEFAULT-VALUE}).")
    private int pairs;

    @Option(
            names = "--people",
            paramLabel = "N",
            defaultValue = "20000",
            description = "People of a turn (default: ${DEFAULT-VALUE}).")
    private int people;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Put the table between the markers of this Markdown file too.")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        var how =
                "%d pairs of turns after one that warms up, %,d people a turn"
                        .formatted(pairs, people);
        return new Write("bench import", how, out)
                .run((deployment, progress) ->
                        new ImportTurns(deployment, pairs, people).run(progress));
    }
}
