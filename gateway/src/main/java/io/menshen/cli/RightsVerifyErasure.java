package io.menshen.cli;

import io.menshen.keys.KeyUse;
import io.menshen.rights.ErasureFinding;
import io.menshen.rights.ErasureFinding.State;
import io.menshen.rights.ErasureVerification;
import io.menshen.rights.Receipt;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether a receipt of an erasure holds, and what that does not show. */
@Command(
        name = "verify-erasure",
        description =
                "hold a receipt of an erasure to its signature, the database and the epoch keys",
        mixinStandardHelpOptions = true)
final class RightsVerifyErasure implements Callable<Integer> {
    private static final String PUBLIC_KEY = "menshen.audit.public-key";

    /** A receipt has some kilobytes. */
    private static final long MOST = 1 << 20;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "RECEIPT",
            description = "the file: the proof, or the answer that holds it")
    private Path file = Path.of("");

    @Option(
            names = "--public-key",
            description = "PEM file of the key to trust (default: " + PUBLIC_KEY + ")")
    private @Nullable Path publicKey;

    @Option(names = "--config", description = "the gateway's configuration")
    private @Nullable Path config;

    @Override
    public Integer call() throws IOException {
        var settings = new Settings(config);
        var verification = verification(trusted(settings), text());
        try (var keys = new KeysAtWork(settings)) {
            var now = Clock.systemUTC().instant();
            var findings =
                    keys.answer(verification.run(keys.pools(), keys.status(KeyUse.EPOCH), now));
            return told(verification.receipt(), findings);
        }
    }

    private String text() throws IOException {
        try {
            if (Files.size(file) > MOST) {
                throw new CannotException(file + " is too large to be a receipt");
            }
            return Files.readString(file);
        } catch (NoSuchFileException _) {
            throw new CannotException(file + " does not exist; name the file of the receipt");
        } catch (MalformedInputException _) {
            throw new CannotException(file + " is no text; name the file of the receipt");
        }
    }

    private Path trusted(Settings settings) {
        var key = publicKey == null ? settings.file(PUBLIC_KEY) : publicKey;
        if (key == null) {
            throw new CannotException(
                    "no key to trust: name its PEM file by --public-key, or set " + PUBLIC_KEY);
        }
        return key;
    }

    private static ErasureVerification verification(Path trusted, String text) throws IOException {
        try {
            return ErasureVerification.of(trusted, text);
        } catch (IllegalArgumentException e) {
            throw new CannotException(e.getMessage() + "; name the right file");
        }
    }

    private int told(Receipt receipt, List<ErasureFinding> findings) {
        var wrong = findings.stream().filter(one -> one.state() == State.WRONG).count();
        var width = findings.stream().mapToInt(one -> one.place().length()).max().orElse(0);
        for (var one : findings) {
            var state = one.state().name().toLowerCase(Locale.ROOT);
            out().println(
                            ("%-8s %-" + width + "s  %s")
                                    .formatted(state, one.place(), one.detail()));
        }
        if (wrong > 0) {
            out().println(wrong + " found: the receipt does not hold, see above");
            return 1;
        }
        out().println(
                        "verified: whom receipt %s is of was erased by %s at %s, and is not in service"
                                .formatted(receipt.id(), receipt.deployment(), receipt.erasedAt()));
        limits(receipt);
        return 0;
    }

    /** What it does not show is said each time. */
    private void limits(Receipt receipt) {
        receipt.rows().stream()
                .filter(row -> !row.backups().startsWith("epoch"))
                .map(row -> row.kind() + " until " + row.until())
                .forEach(copy -> out().println("not shown: backups may hold " + copy));
        out().println("not shown: copies of epoch keys outside this folder");
        out().println("not shown: what recipients were sent, and what was printed or exported");
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
