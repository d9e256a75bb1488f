package io.menshen.standalone.demo;

import io.menshen.audit.AuditExport;
import io.menshen.audit.Finding;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** The audit verifies, in the database and from an export. */
final class AuditVerified implements Step {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LOOKS = 30;

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
        var offline = offline(stage, begun.minusSeconds(60));
        var expectations = new Expectations();
        expectations.that(online.isEmpty(), "nothing found in the database", online.toString());
        expectations.that(offline.isEmpty(), "nothing found in the export", offline.toString());
        var records = count(stage, "record");
        expectations.that(records >= 10_000, "a record for each read", records + " records");
        return expectations.outcome(
                "%,d records, %d chains, %d checkpoints"
                        .formatted(records, count(stage, "chain"), count(stage, "checkpoint")));
    }

    /**
     * A checkpoint of just now may still be on its way to the second place: it is looked at again.
     */
    private static List<Finding> offline(Stage stage, Instant oldest) throws IOException {
        var found = stage.audit().verification().offline(stage.export(), oldest);
        for (var looks = 1; looks < LOOKS && isOnItsWay(found); looks++) {
            Mono.delay(Duration.ofSeconds(1)).block();
            found = stage.audit().verification().offline(stage.export(), oldest);
        }
        return found;
    }

    private static boolean isOnItsWay(List<Finding> found) {
        return !found.isEmpty()
                && found.stream().allMatch(one -> one.kind() == Finding.Kind.NOT_ANCHORED);
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
