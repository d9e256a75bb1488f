package io.menshen.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import io.menshen.storage.RealPostgres;
import io.menshen.storage.Role;
import io.menshen.web.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a process of its own that writes audit under load. */
@Clause("5.5")
class KilledProcessIntegrationTests {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final int ENOUGH = 2_000;

    @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();

    @TempDir Path folder = Path.of("");

    private Process child() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AuditUnderLoad.class.getName(),
                        Integer.toString(POSTGRES.properties().port()),
                        POSTGRES.password(Role.AUDIT),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Kills the child in the midst of its work; answers the receipts that it had printed. */
    private Map<Long, String> receiptsBeforeTheKill() throws IOException {
        var receipts = new HashMap<Long, String>();
        var process = child();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                receipt(line, receipts);
                if (receipts.size() == ENOUGH) {
                    // By its handle, which leaves the output open: all that was printed is read.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly();
        }
        return receipts;
    }

    /** The last line may be torn; log lines hold more words. */
    private static void receipt(String line, Map<Long, String> receipts) {
        var words = line.split(" ", -1);
        if (words.length == 2 && words[0].matches("[0-9]+") && words[1].matches("d_[0-9]+")) {
            receipts.put(Long.parseLong(words[0]), words[1]);
        }
    }

    private List<Finding> verified(AuditDatabase database) throws IOException {
        var anchor = folder.resolve("anchor.ndjson");
        var verification = AuditVerification.of(folder.resolve("public.pem"), anchor);
        return Objects.requireNonNull(verification.online(database.factory()).block(LONG));
    }

    /**
     * What was on its way when the process died is committed, or not: its connections are gone. Our
     * own pools have not connected yet.
     */
    private static boolean isAlone(AuditDatabase database) {
        try {
            return database.ask(
                            "SELECT count(*) FROM pg_stat_activity WHERE usename = 'menshen_audit'")
                    .equals("0");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<Long, String> stored(AuditDatabase database) throws SQLException {
        var stored = new HashMap<Long, String>();
        try (var connection = database.superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT seq, decision_id FROM audit.record")) {
            while (rows.next()) {
                stored.put(rows.getLong(1), rows.getString(2));
            }
        }
        return stored;
    }

    @Test
    void every_acknowledged_record_is_in_the_chain_after_kill_9() throws IOException, SQLException {
        try (var database = new AuditDatabase(POSTGRES)) {
            var key = AuditDatabase.keys(folder, Sample.pair());
            var receipts = receiptsBeforeTheKill();
            assertThat(Eventually.holds(() -> isAlone(database))).isTrue();
            var stored = stored(database);

            assertThat(receipts).hasSizeGreaterThanOrEqualTo(ENOUGH);
            assertThat(stored).containsAllEntriesOf(withoutTheLast(receipts, stored));
            database.appendAll(database.writer(100, LONG), 3);
            database.checkpoints(key, new Anchor(folder.resolve("anchor.ndjson")))
                    .last()
                    .block(LONG);
            assertThat(verified(database)).isEmpty();
            assertThat(
                            database.ask(
                                    "SELECT max(predecessor_seq) FROM audit.chain WHERE predecessor IS NOT NULL"))
                    .isEqualTo(Integer.toString(stored.size()));
        }
    }

    /** The kill may tear the last line of the child's output, and with it a decision's number. */
    private static Map<Long, String> withoutTheLast(
            Map<Long, String> receipts, Map<Long, String> stored) {
        var whole = new HashMap<>(receipts);
        whole.entrySet().removeIf(one -> torn(one.getValue(), stored.get(one.getKey())));
        assertThat(receipts.size() - whole.size()).isLessThanOrEqualTo(1);
        return whole;
    }

    private static boolean torn(String printed, @org.jspecify.annotations.Nullable String stored) {
        return stored != null && !stored.equals(printed) && stored.startsWith(printed);
    }
}
