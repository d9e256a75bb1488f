package io.menshen.cli;

import io.menshen.keys.KeyUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Wraps the data keys of all living people by the present epoch key, while gateways run. */
@Command(
        name = "rewrap",
        description =
                "wrap every person's data keys by the present epoch key, online; what was cut off goes on",
        mixinStandardHelpOptions = true)
final class KeysRewrap implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--config", description = "the gateway's configuration")
    private @Nullable Path config;

    @Override
    public Integer call() throws IOException {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        try (var keys = new KeysAtWork(new Settings(config))) {
            return new RewrapRun(keys, out).run(keys.status(KeyUse.EPOCH).primary()) == 0 ? 0 : 1;
        }
    }
}
