package io.menshen.cli;

import io.menshen.audit.Finding;
import io.menshen.audit.Witness;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Carries checkpoints to a second place, and notices a log that was cut or written anew. */
@Command(
        name = "witness",
        description = {
            "Copies the signed checkpoints into a file of one's own that only grows, and on to an",
            "address where one is named. Exits with 1 where the log was cut or written anew since the",
            "last copy, or an address did not take all: what it lacks is kept and sent the next time."
        },
        footer = {
            "",
            "Options that are left out are taken from menshen.witness.copy, .url and .token-file.",
            "Compare later: ./menshen audit verify --anchor COPY"
        },
        mixinStandardHelpOptions = true)
final class AuditWitness implements Callable<Integer> {
    private static final String KEYS = "menshen.witness.";

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--copy", paramLabel = "FILE", description = "The copy, on another disk.")
    private @Nullable Path copy;

    @Option(
            names = "--url",
            description = "Each checkpoint is posted there too, a line each: https, or loopback.")
    private @Nullable URI url;

    @Option(names = "--token-file", description = "The bearer token that the address asks for.")
    private @Nullable Path token;

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            description = "Go on until stopped, such as PT30S.")
    private @Nullable Duration every;

    @Option(names = "--config", description = "The gateway's configuration.")
    private @Nullable Path config;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var settings = new Settings(config);
        var file = copy == null ? settings.file(KEYS + "copy") : copy;
        if (file == null) {
            throw new CannotException(
                    "no copy: name its file by --copy, or set menshen.witness.copy");
        }
        var trusted = settings.audit().publicKey();
        var witness = witness(trusted, file);
        var post = post(settings, file);
        var code = round(settings, witness, post);
        while (every != null) {
            Thread.sleep(every);
            code = round(settings, witness, post);
        }
        return code;
    }

    private static Witness witness(Path trusted, Path file) throws IOException {
        try {
            return Witness.of(trusted, file);
        } catch (IllegalArgumentException e) {
            throw new CannotException(e.getMessage() + "; see menshen.audit.public-key");
        }
    }

    private @Nullable WitnessPost post(Settings settings, Path file) {
        var text = settings.text(KEYS + "url");
        var to = url == null && text != null ? URI.create(text) : url;
        var secret = token == null ? settings.file(KEYS + "token-file") : token;
        return to == null ? null : new WitnessPost(to, secret, file);
    }

    private int round(Settings settings, Witness witness, @Nullable WitnessPost post)
            throws IOException, InterruptedException {
        var taken = Answer.ofAudit(settings.patientStorage(), witness::take);
        taken.findings().forEach(this::alarm);
        out().println(taken.added() + " checkpoints copied");
        var sent = post == null || sent(witness, post);
        return taken.findings().isEmpty() && sent ? 0 : 1;
    }

    private boolean sent(Witness witness, WitnessPost post)
            throws IOException, InterruptedException {
        var told = post.send(witness);
        (told.whole() ? out() : err()).println(told.line());
        return told.whole();
    }

    private void alarm(Finding finding) {
        err().println("ALARM  " + finding);
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }
}
