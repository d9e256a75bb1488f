package io.menshen.cli;

import io.menshen.keys.KeyUse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings all that is stored under the present keys of epoch and index, while gateways run. */
@Command(
        name = "rewrap",
        description =
                "wrap every person's data keys by the present epoch key, and write blind indexes and format tokens"
                        + " anew under the present index key, online; what was cut off goes on",
        mixinStandardHelpOptions = true)
final class KeysRewrap implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--config", description = "the gateway's configuration")
    private @Nullable Path config;

    @Option(
            names = "--wait",
            defaultValue = "PT60S",
            description = "how long gateways may take to have a key (default: ${DEFAULT-VALUE})")
    private @Nullable Duration wait;

    /** 1 where something could not be written anew. */
    @Override
    public Integer call() throws IOException {
        try (var keys = new KeysAtWork(new Settings(config))) {
            return run(keys) == 0 ? 0 : 1;
        }
    }

    private long run(KeysAtWork keys) throws IOException {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        var epoch = keys.status(KeyUse.EPOCH).primary();
        var index = keys.status(KeyUse.INDEX).primary();
        var acts = new KeyActs(keys, "rewrap");
        acts.record("begun", "epoch." + epoch, "index." + index);
        var people = new RewrapRun(keys, out).run(epoch);
        var limit = Objects.requireNonNull(wait);
        var entries = new IndexRun(keys, index, out).run(limit);
        var tokens = new TokenRun(keys, index, out).run(limit);
        var refused = people.refused() + entries.refused() + tokens.refused();
        acts.record(
                "done",
                "epoch." + epoch,
                "index." + index,
                "people." + people.written(),
                "entries." + entries.written(),
                "tokens." + tokens.written(),
                "refused." + refused);
        out.println("recorded; under the keys of before stay " + refused);
        return refused;
    }
}
