package io.menshen.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is past its time; changes nothing. */
@Command(
        name = "report",
        description = "say how many values are past their time, store by store",
        mixinStandardHelpOptions = true)
final class RetentionReport implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--config", description = "the gateway's configuration")
    private @Nullable Path config;

    /** 1 where values are due. */
    @Override
    public Integer call() {
        try (var keys = new KeysAtWork(new Settings(config))) {
            var due = RetentionTable.print(keys, RetentionTable.retention(keys), out());
            out().println(
                            due == 0
                                    ? "nothing is due"
                                    : due + " due.  Try: ./menshen retention run");
            return due == 0 ? 0 : 1;
        }
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
