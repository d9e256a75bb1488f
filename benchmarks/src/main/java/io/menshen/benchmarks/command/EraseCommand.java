package io.menshen.benchmarks.command;

import io.menshen.benchmarks.writes.Erasures;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The erasure of many people. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description =
                "Erases people one by one, as the privacy desk does, and says its rate and the gateway's memory; all of it is started in a temporary folder.")
final class EraseCommand implements Callable<Integer> {
    @Option(
            names = "--people",
            paramLabel = "N",
            defaultValue = "100000",
            description = "People who are taken in and erased (default: ${DEFAULT-VALUE}).")
    private int people;

    @Option(
            names = "--connections",
            paramLabel = "C",
            defaultValue = "16",
            description = "Connections that erase at once (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Put the table between the markers of this Markdown file too.")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        var how = "%,d people, %d connections".formatted(people, connections);
        return new Write("bench erase", how, out)
                .run((deployment, progress) ->
                        new Erasures(deployment, people, connections).run(progress));
    }
}
