package io.menshen.cli;

import io.menshen.audit.AuditVerification;
import io.menshen.audit.Finding;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether the audit holds, and if not, which record and how. */
@Command(
        name = "verify",
        description = "verify the audit in the database, or an export with the public key alone",
        mixinStandardHelpOptions = true)
final class AuditVerify implements Callable<Integer> {
    private static final String PUBLIC_KEY = "menshen.audit.public-key";

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--export", description = "an export; needs no database")
    private @Nullable Path export;

    @Option(
            names = "--public-key",
            description = "PEM file of the key to trust (default: " + PUBLIC_KEY + ")")
    private @Nullable Path publicKey;

    @Option(
            names = "--anchor",
            description =
                    "checkpoints from the second place (default, without --export:"
                            + " menshen.audit.anchor)")
    private @Nullable Path anchor;

    @Option(names = "--max-age", description = "an export signed longer ago is stale, as PT24H")
    private @Nullable Duration maxAge;

    @Option(names = "--config", description = "the gateway's configuration")
    private @Nullable Path config;

    @Override
    public Integer call() throws IOException {
        var findings = export == null ? online() : offline(export);
        var wrong = findings.stream().filter(one -> !notAnchored(one)).toList();
        print(findings, wrong.size());
        return wrong.isEmpty() ? 0 : 1;
    }

    private List<Finding> online() throws IOException {
        if (maxAge != null) {
            throw new CannotException("--max-age is for --export; a database is never stale");
        }
        var settings = new Settings(config);
        var second = anchor == null ? settings.file("menshen.audit.anchor") : anchor;
        var verification = verification(trusted(settings), second);
        return Answer.ofAudit(settings.patientStorage(), verification::online);
    }

    private List<Finding> offline(Path file) throws IOException {
        var trusted = publicKey == null ? trusted(new Settings(config)) : publicKey;
        var now = Clock.systemUTC().instant();
        var oldest = maxAge == null ? Instant.EPOCH : now.minus(maxAge);
        return verification(trusted, anchor).offline(file, oldest);
    }

    private Path trusted(Settings settings) {
        var file = publicKey == null ? settings.file(PUBLIC_KEY) : publicKey;
        if (file == null) {
            throw new CannotException(
                    "no key to trust: name its PEM file by --public-key, or set " + PUBLIC_KEY);
        }
        return file;
    }

    private static AuditVerification verification(Path trusted, @Nullable Path anchor)
            throws IOException {
        try {
            return AuditVerification.of(trusted, anchor);
        } catch (IllegalArgumentException e) {
            throw new CannotException(e.getMessage() + "; name the right file");
        }
    }

    /** Said, but no fault: the newest checkpoint may be on its way, or there is no second place. */
    private static boolean notAnchored(Finding finding) {
        return finding.kind() == Finding.Kind.NOT_ANCHORED;
    }

    private void print(List<Finding> findings, int wrong) {
        var out = out();
        var width = findings.stream().mapToInt(one -> one.place().length()).max().orElse(0);
        for (var one : findings) {
            var kind = one.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            var row = "%-14s %-" + width + "s  %s";
            out.println(row.formatted(kind, one.place(), one.detail()));
        }
        out.println(wrong == 0 ? "verified: the audit holds" : wrong + " found: see above");
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
