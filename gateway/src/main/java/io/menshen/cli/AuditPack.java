package io.menshen.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.menshen.audit.AuditExport;
import io.menshen.audit.AuditProperties;
import io.menshen.kernel.BusinessDay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** All that an auditor needs, in one file, to be checked on a machine without Menshen. */
@Command(
        name = "pack",
        description = {
            "Writes a ZIP: the audit, its checkpoints, the public key, every policy that decided from FROM",
            "to TO with its registries and who saw what, and a page (Chinese, English) on checking it with",
            "openssl and python3 alone. The audit is whole, since a chain is checked from its opening.",
            "Exits with 1 where a policy of those days was not found."
        },
        mixinStandardHelpOptions = true)
final class AuditPack implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FROM", description = "First day, such as 2026-03-01.")
    private LocalDate from = LocalDate.EPOCH;

    @Parameters(index = "1", paramLabel = "TO", description = "Last day.")
    private LocalDate to = LocalDate.EPOCH;

    @Option(names = "--out", paramLabel = "FILE", description = "Default: audit-FROM-TO.zip.")
    private @Nullable Path out;

    @Option(
            names = "--bundles",
            paramLabel = "FOLDER",
            description = "More folders of bundles beside those that the gateway keeps.")
    private List<Path> bundles = new ArrayList<>();

    @Option(names = "--config", description = "The gateway's configuration.")
    private @Nullable Path config;

    @Override
    public Integer call() throws IOException {
        if (to.isBefore(from)) {
            throw new CannotException(to + " is before " + from + "; FROM is the first day");
        }
        var target = out == null ? Path.of("audit-" + from + "-" + to + ".zip") : out;
        var folder = target.toAbsolutePath().getParent();
        var work = new PackFolder(Files.createTempDirectory(folder, ".pack"));
        try {
            var missing = fill(work, new Settings(config));
            work.zip(target);
            var told = Objects.requireNonNull(spec).commandLine();
            told.getOut().println("packed: " + target + "; open README.html in it");
            missing.forEach(one ->
                    told.getErr().println("no bundle of revision " + one + "; see --bundles"));
            return missing.isEmpty() ? 0 : 1;
        } finally {
            work.delete();
        }
    }

    /** Answers the revisions whose bundles were not found. */
    private List<Integer> fill(PackFolder work, Settings settings) throws IOException {
        var audit = settings.audit();
        var export = export(audit);
        var whole = work.file("audit.ndjson");
        Answer.ofAudit(settings.patientStorage(), database -> export.write(database, whole));
        var zone = BusinessDay.ZONE;
        var log =
                PackedLog.read(
                        whole,
                        from.atStartOfDay(zone).toInstant(),
                        to.plusDays(1).atStartOfDay(zone).toInstant());
        checkpoints(work, audit, log);
        Files.copy(audit.publicKey(), work.file("audit-public.pem"));
        work.resource("verify.py");
        var policies = new PackedPolicies(work, to, Clock.systemUTC());
        var missing = policies.write(log.revisions(), sources(settings));
        var page = work.text("README.html").replace("<!--facts-->", log.facts(from, to, missing));
        work.write("README.html", page.getBytes(UTF_8));
        var sums = work.sums();
        work.write("SHA256SUMS", sums.getBytes(UTF_8));
        work.write("SHA256SUMS.sig", export.sign(sums).toArray());
        return missing;
    }

    /** As the second place holds them; from the audit itself where there is none. */
    private static void checkpoints(PackFolder work, AuditProperties audit, PackedLog log)
            throws IOException {
        var anchor = audit.anchor();
        if (anchor != null && Files.exists(anchor)) {
            Files.copy(anchor, work.file("checkpoints.ndjson"));
        } else {
            log.copyCheckpoints(work.file("audit.ndjson"), work.file("checkpoints.ndjson"));
        }
    }

    private List<Path> sources(Settings settings) {
        var folders = new ArrayList<>(bundles);
        for (var key : List.of("menshen.policy.cache", "menshen.policy.bundle")) {
            var path = settings.file(key);
            if (path != null) {
                folders.add(path);
            }
        }
        return folders;
    }

    private static AuditExport export(AuditProperties audit) throws IOException {
        try {
            return AuditExport.of(audit.privateKey(), audit.publicKey(), Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new CannotException(e.getMessage() + "; see menshen.audit.private-key");
        }
    }
}
