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

/** Takes away what is past its time, as gateways do once a day. */
@Command(
        name = "run",
        description = "take away values whose time is over, in batches; what was cut off goes on",
        mixinStandardHelpOptions = true)
final class RetentionNow implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--config", description = "the gateway's configuration")
    private @Nullable Path config;

    /** 1 where values are due. */
    @Override
    public Integer call() {
        try (var keys = new KeysAtWork(new Settings(config))) {
            if (keys.living().isEmpty()) {
                throw new CannotException(
                        "no gateway runs; start one, which brings holds of the journal into the"
                                + " database first");
            }
            var retention = RetentionTable.retention(keys);
            keys.answer(
                    retention
                            .run()
                            .doOnNext(batch -> out().println(batch.values() + " values went"))
                            .then());
            var due = RetentionTable.print(keys, retention, out());
            out().println(due == 0 ? "nothing is due" : due + " left: run it again");
            return due == 0 ? 0 : 1;
        }
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
