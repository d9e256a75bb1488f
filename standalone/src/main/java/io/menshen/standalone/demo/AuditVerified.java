package io.menshen.standalone.demo;

import io.menshen.audit.AuditExport;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The audit verifies, in the database and from an export. */
final class AuditVerified implements Step {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public String title() {
        return "The audit verified, in the database and from an export";
    }

    @Override
    public Outcome run(Stage stage) throws IOException {
        var audit = stage.audit();
        var key = stage.installation().auditKeys();
        var begun = Instant.now();
        AuditExport.of(key.privateKey(), key.publicKey(), Clock.systemUTC())
                .write(audit.database(), stage.export())
                .block(PATIENCE);
        var online =
                Objects.requireNonNullElse(
                        audit.verification().online(audit.database()).block(PATIENCE), List.of());
        var offline = audit.verification().offline(stage.export(), begun.minusSeconds(60));
        var expectations = new Expectations();
        expectations.that(online.isEmpty(), "nothing found in the database", online.toString());
        expectations.that(offline.isEmpty(), "nothing found in the export", offline.toString());
        var records = count(stage, "record");
        expectations.that(records >= 10_000, "a record for each read", records + " records");
        return expectations.outcome(
                "%,d records, %d chains, %d checkpoints"
                        .formatted(records, count(stage, "chain"), count(stage, "checkpoint")));
    }

    private static long count(Stage stage, String table) throws IOException {
        var owner = stage.installation().everything();
        try (var connection = owner.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM audit." + table)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IOException("the audit cannot be counted", e);
        }
    }
}
