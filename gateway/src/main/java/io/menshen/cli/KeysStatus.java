package io.menshen.cli;

import io.menshen.keys.KeyUse;
import io.menshen.keys.KeysetStatus;
import io.menshen.keys.KeysetStatus.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which keys there are and what hangs on them; never a key. */
@Command(
        name = "status",
        description =
                "which keysets there are, what stands under which key, and what is left to do",
        mixinStandardHelpOptions = true)
final class KeysStatus implements Callable<Integer> {
    private static final long EPOCH_DAYS = KeysetStatus.EPOCH.toDays();

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--config", description = "the gateway's configuration")
    private @Nullable Path config;

    /** 1 where the epoch is overdue, or something is left under an older key. */
    @Override
    public Integer call() throws IOException {
        try (var keys = new KeysAtWork(new Settings(config))) {
            var keysets = keys.status();
            keysets.forEach(this::keyset);
            var isIndexed = new IndexStatus(keys, out()).nothingLeft();
            var epochs = keys.answer(keys.usage().epochs());
            counts("epoch %d wraps the data keys of %d people", epochs);
            replicas(keys);
            var epoch = keys.status(KeyUse.EPOCH);
            var isYoung = isYoung(epoch);
            var isDone = nobodyLeft(epochs, epoch.primary());
            return isYoung && isDone && isIndexed ? 0 : 1;
        }
    }

    private void keyset(KeysetStatus keyset) {
        var versions =
                keyset.versions().stream()
                        .map(version -> version(keyset, version))
                        .collect(Collectors.joining(", "));
        out().println("%-16s %s".formatted(keyset.use().word(), versions));
    }

    private static String version(KeysetStatus keyset, Version version) {
        var present = version.number() == keyset.primary() ? " present" : "";
        var waits = version.number() > keyset.primary() ? " given out, not present yet" : "";
        return "key " + version.number() + present + waits + " (made " + day(version.made()) + ")";
    }

    private static String day(@Nullable Instant at) {
        return at == null ? "at an unknown time" : at.atOffset(ZoneOffset.UTC).toLocalDate() + "";
    }

    private void counts(String line, SortedMap<Integer, Long> counts) {
        counts.forEach((number, count) -> out().println(line.formatted(number, count)));
    }

    private void replicas(KeysAtWork keys) throws IOException {
        var wanted = keys.files().fingerprint();
        var living = keys.living();
        var with = living.stream().filter(one -> one.keysets().equals(wanted)).count();
        out().println(
                        "gateways running: %d, with these keysets: %d"
                                .formatted(living.size(), with));
    }

    private boolean isYoung(KeysetStatus epoch) {
        var made =
                epoch.versions().stream()
                        .filter(version -> version.number() == epoch.primary())
                        .map(Version::made)
                        .filter(Objects::nonNull)
                        .findFirst();
        if (made.isEmpty()) {
            out().println("the age of the epoch is not known: turn it.  Try: ./menshen keys epoch");
            return false;
        }
        var days = Duration.between(made.get(), Clock.systemUTC().instant()).toDays();
        var advice = days < EPOCH_DAYS ? "" : ": overdue.  Try: ./menshen keys epoch";
        out().println("the epoch is %d of %d days old%s".formatted(days, EPOCH_DAYS, advice));
        return days < EPOCH_DAYS;
    }

    private boolean nobodyLeft(SortedMap<Integer, Long> epochs, int present) {
        var left = KeysAtWork.sum(epochs.headMap(present));
        var advice = left == 0 ? "" : ".  Try: ./menshen keys rewrap";
        out().println("left to rewrap: " + left + advice);
        return left == 0;
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
