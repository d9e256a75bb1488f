package io.menshen.cli;

import io.menshen.audit.AuditExport;
import io.menshen.audit.AuditProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the audit to a file that verifies without the database. */
@Command(
        name = "export",
        description = "write the audit to a file that verifies with the public key alone",
        mixinStandardHelpOptions = true)
final class AuditExportTo implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "is replaced once the export is whole")
    private @Nullable Path file;

    @Option(names = "--config", description = "the gateway's configuration")
    private @Nullable Path config;

    @Override
    public Integer call() throws IOException {
        var settings = new Settings(config);
        var target = Objects.requireNonNull(file);
        var export = export(settings.audit());
        var lines =
                Answer.ofAudit(
                        settings.patientStorage(), database -> export.write(database, target));
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println("exported " + lines + " lines and their signed head to " + target);
        return 0;
    }

    private static AuditExport export(AuditProperties audit) throws IOException {
        try {
            return AuditExport.of(audit.privateKey(), audit.publicKey(), Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new CannotException(e.getMessage() + "; see menshen.audit.private-key");
        }
    }
}
