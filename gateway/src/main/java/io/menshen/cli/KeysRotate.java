package io.menshen.cli;

import io.menshen.keys.KeyUse;
import io.menshen.keys.KeysetChanges;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Gives a keyset a new present key: first to every gateway as one that opens, then as the one under
 * which new things are made (docs/adr/0010).
 */
@Command(
        name = "rotate",
        description =
                "give one keyset a new present key, while gateways run; older keys still open what they made",
        mixinStandardHelpOptions = true)
final class KeysRotate implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "USE",
            description =
                    "index, token, record_mac, profile_mac, idempotency_mac, journal_mac or login_mac")
    private @Nullable KeyUse use;

    @Option(names = "--config", description = "the gateway's configuration")
    private @Nullable Path config;

    @Option(
            names = "--wait",
            defaultValue = "PT60S",
            description = "how long gateways may take to have it (default: ${DEFAULT-VALUE})")
    private @Nullable Duration wait;

    @Override
    public Integer call() throws IOException {
        var which = Objects.requireNonNull(use);
        if (which == KeyUse.EPOCH) {
            throw new CannotException(
                    "an epoch turns with its people and a backup.  Try: ./menshen keys epoch --help");
        }
        var settings = new Settings(config);
        try {
            var first = which == KeyUse.LOGIN_MAC && completed(settings);
            try (var keys = new KeysAtWork(settings)) {
                if (first) {
                    made(keys, which);
                } else {
                    rotate(keys, which, Objects.requireNonNull(wait));
                }
            }
        } catch (GeneralSecurityException e) {
            throw new CannotException("the keysets do not change: " + e.getMessage());
        }
        return 0;
    }

    private static boolean completed(Settings settings)
            throws IOException, GeneralSecurityException {
        var files = KeysAtWork.files(settings.keys());
        return new KeysetChanges(files, Clock.systemUTC()).complete();
    }

    /** Keysets of before there was such a use: gateways of now do not start without it. */
    private void made(KeysAtWork keys, KeyUse which) {
        new KeyActs(keys, "rotate").record("done", which.word() + ".1");
        out().println(which.word() + " key 1 was made, as there was none");
    }

    private void rotate(KeysAtWork keys, KeyUse which, Duration limit)
            throws IOException, GeneralSecurityException {
        var status = keys.status(which);
        // One that waits was given out by a rotation that was cut off: this one goes on with it.
        var number = status.waiting().orElse(status.next());
        var acts = new KeyActs(keys, "rotate");
        var key = which.word() + "." + number;
        acts.record("begun", key);
        keys.changes().add(which, number);
        keys.everywhere(limit);
        out().println(which.word() + " key " + number + " opens at every running gateway");
        keys.changes().promote(which, number);
        keys.everywhere(limit);
        acts.record("done", key);
        out().println(
                        which.word()
                                + " key "
                                + number
                                + " is the present one; older ones still open");
        if (which == KeyUse.INDEX) {
            out().println(
                            "what stands under older ones is written anew by a command.  Try: ./menshen keys rewrap");
        }
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
