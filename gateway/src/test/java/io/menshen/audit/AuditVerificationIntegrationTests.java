package io.menshen.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.audit.Finding.Kind;
import io.menshen.kernel.Clause;
import io.menshen.signing.SigningKey;
import io.menshen.signing.VerifyingKey;
import io.menshen.storage.RealPostgres;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

@Clause("5.5")
class AuditVerificationIntegrationTests {
    private static final Duration LONG = Duration.ofSeconds(30);

    @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();

    @TempDir Path folder = Path.of("");

    /** A verification of the database without a second place. */
    record Trust(VerifyingKey key) {
        List<Finding> online(AuditDatabase database) {
            try {
                var file = Files.createTempFile("audit", ".pem");
                var base64 =
                        java.util.Base64.getMimeEncoder().encodeToString(key.key().getEncoded());
                Files.writeString(
                        file,
                        "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n");
                var verification = AuditVerification.of(file, null);
                Files.delete(file);
                return Objects.requireNonNull(verification.online(database.factory()).block(LONG));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Path anchor() {
        return folder.resolve("anchor.ndjson");
    }

    private List<Finding> online(AuditDatabase database, @Nullable Path anchor) throws IOException {
        var verification = AuditVerification.of(folder.resolve("public.pem"), anchor);
        return Objects.requireNonNull(verification.online(database.factory()).block(LONG));
    }

    /** Two chains with 40 and 30 records, and a checkpoint after each. */
    private void fill(AuditDatabase database) throws IOException {
        var key = AuditDatabase.keys(folder, Sample.pair());
        var checkpoints = database.checkpoints(key, new Anchor(anchor()));
        database.appendAll(database.writer(1000, LONG), 40);
        checkpoints.round().block(LONG);
        database.appendAll(database.writer(1000, LONG), 30);
        checkpoints.round().block(LONG);
    }

    @Test
    void finds_nothing_in_an_untouched_database() throws IOException, SQLException {
        try (var database = new AuditDatabase(POSTGRES)) {
            fill(database);
            assertThat(online(database, anchor())).isEmpty();
            assertThat(new Anchor(anchor()).last()).isEqualTo(2);
            assertThat(online(database, null))
                    .extracting(Finding::kind)
                    .containsExactly(Kind.NOT_ANCHORED);
        }
    }

    @Test
    void names_what_a_superuser_edited_deleted_and_cut() throws IOException, SQLException {
        try (var database = new AuditDatabase(POSTGRES)) {
            fill(database);
            database.superuser("UPDATE audit.record SET consumer = 'nobody' WHERE seq = 35");
            database.superuser("DELETE FROM audit.record WHERE seq = 12");
            database.superuser("DELETE FROM audit.record WHERE seq > 28 AND seq < 31");
            assertThat(online(database, anchor()))
                    .extracting(finding -> finding.kind() + " " + finding.seq())
                    .containsExactlyInAnyOrder(
                            "DELETED 12", "DELETED 12", "DELETED 29", "EDITED 35", "CUT 29");
        }
    }

    @Test
    void names_the_newest_checkpoint_taken_away() throws IOException, SQLException {
        try (var database = new AuditDatabase(POSTGRES)) {
            fill(database);
            database.superuser("DELETE FROM audit.checkpoint WHERE number = 2");
            assertThat(online(database, anchor()))
                    .extracting(finding -> finding.kind() + " " + finding.seq())
                    .containsExactly("CUT 2");
        }
    }

    /**
     * A change of one column of one row, or a row less, in every table of the audit. Two columns of
     * the daily counts only say which records they cover: others are counted as they are read.
     */
    @Test
    void detects_each_of_many_random_changes_of_rows() throws IOException, SQLException {
        var random = new Random(20261124);
        try (var database = new AuditDatabase(POSTGRES)) {
            fill(database);
            database.count();
            for (var change : changes(database, random)) {
                try (var connection = database.superuser();
                        var statement = connection.createStatement()) {
                    var saved = "CREATE TEMP TABLE saved AS SELECT * FROM " + change.table();
                    statement.execute(saved);
                    assertThat(statement.executeUpdate(change.sql())).as(change.sql()).isEqualTo(1);
                    assertThat(online(database, anchor())).as(change.sql()).isNotEmpty();
                    statement.execute("DELETE FROM " + change.table());
                    statement.execute("INSERT INTO " + change.table() + " SELECT * FROM saved");
                }
            }
            assertThat(online(database, anchor())).isEmpty();
        }
    }

    private record Change(String table, String sql) {}

    private static List<Change> changes(AuditDatabase database, Random random) throws SQLException {
        var changes = new ArrayList<Change>();
        try (var connection = database.superuser();
                var statement = connection.createStatement();
                var columns =
                        statement.executeQuery(
                                "SELECT table_name, column_name, data_type FROM information_schema.columns"
                                        + " WHERE table_schema = 'audit' AND table_name NOT LIKE 'flyway%'"
                                        + " AND NOT (table_name = 'request_day' AND column_name IN ('chain', 'last_seq'))")) {
            while (columns.next()) {
                for (var times = 0; times < 2; times++) {
                    changes.add(
                            change(
                                    columns.getString(1),
                                    columns.getString(2),
                                    columns.getString(3),
                                    random));
                }
            }
        }
        for (var table : List.of("chain", "record", "checkpoint", "request", "request_day")) {
            changes.add(
                    new Change(
                            "audit." + table,
                            "DELETE FROM audit." + table + row("audit." + table, random)));
        }
        return changes;
    }

    private static Change change(String table, String column, String type, Random random) {
        var other =
                switch (type) {
                    case "bigint" -> "coalesce(%s, 0) + 1000";
                    case "uuid" -> "'00000000-0000-0000-0000-00000000beef'";
                    case "bytea" -> "coalesce(set_bit(%1$s, 3, 1 - get_bit(%1$s, 3)), 'beef')";
                    case "date" -> "%s + 1";
                    case "text" -> "coalesce(%s, '') || 'x'";
                    default -> "%s + interval '1 microsecond'";
                };
        var set = "UPDATE audit.%s SET %s = ".formatted(table, column) + other.formatted(column);
        return new Change("audit." + table, set + row("audit." + table, random));
    }

    private static String row(String table, Random random) {
        return " WHERE ctid = (SELECT ctid FROM %1$s ORDER BY ctid OFFSET %2$d %% (SELECT count(*) FROM %1$s) LIMIT 1)"
                .formatted(table, random.nextInt(1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'x'", "E'\\n'", "' '"})
    void detects_what_was_added_to_the_heads_of_a_checkpoint_even_where_it_lists_none(String added)
            throws IOException, SQLException {
        try (var database = new AuditDatabase(POSTGRES)) {
            var key = AuditDatabase.keys(folder, Sample.pair());
            var checkpoints = database.checkpoints(key, new Anchor(anchor()));
            database.appendAll(database.writer(1000, LONG), 4);
            checkpoints.last().block(LONG);
            checkpoints.last().block(LONG);
            assertThat(online(database, anchor())).isEmpty();
            for (var number = 1; number <= 2; number++) {
                var row = " WHERE number = " + number;
                var before = database.ask("SELECT heads FROM audit.checkpoint" + row);
                database.superuser("UPDATE audit.checkpoint SET heads = heads || " + added + row);
                assertThat(online(database, anchor())).as("checkpoint %s", number).isNotEmpty();
                database.superuser("UPDATE audit.checkpoint SET heads = '" + before + "'" + row);
            }
        }
    }

    @Test
    void finds_a_truncation_within_one_checkpoint_interval() throws IOException, SQLException {
        var interval = Duration.ofMillis(500);
        var waited = cutOnceSigned(interval);
        // A busy machine may delay a round.
        for (var tries = 1; tries < 5 && waited.compareTo(interval) > 0; tries++) {
            waited = cutOnceSigned(interval);
        }
        assertThat(waited).isLessThanOrEqualTo(interval);
    }

    /** From the last commit to the checkpoint that holds it, after which the chain is cut. */
    private Duration cutOnceSigned(Duration interval) throws IOException, SQLException {
        try (var database = new AuditDatabase(POSTGRES)) {
            Files.deleteIfExists(anchor());
            var key = AuditDatabase.keys(folder, Sample.pair());
            var checkpoints = database.checkpoints(key, new Anchor(anchor()), interval);
            var running = checkpoints.run().subscribe();
            database.appendAll(database.writer(1000, LONG), 40);
            var committed = Instant.now();
            assertThat(Eventually.holds(() -> signed(40).isPresent())).isTrue();
            database.superuser("DELETE FROM audit.record WHERE seq > 35");
            assertThat(online(database, anchor()))
                    .filteredOn(finding -> finding.kind() == Kind.CUT)
                    .extracting(Finding::seq)
                    .contains(36L);
            running.dispose();
            var micros = Long.parseLong(signed(40).orElseThrow().at());
            return Duration.between(committed, Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
        }
    }

    private Optional<Checkpoint> signed(long seq) {
        try {
            return new Anchor(anchor())
                    .read().stream()
                            .filter(one -> one.heads().stream().anyMatch(it -> it.seq() == seq))
                            .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void many_starts_and_two_gateways_that_sign_in_turn_give_one_log()
            throws IOException, SQLException {
        try (var database = new AuditDatabase(POSTGRES)) {
            var key = AuditDatabase.keys(folder, Sample.pair());
            var one = database.checkpoints(key, new Anchor(anchor()));
            var two = database.checkpoints(key, new Anchor(anchor()));
            for (var start = 0; start < 12; start++) {
                database.appendAll(database.writer(1000, LONG), 2);
                (start % 3 == 0 ? one : two).last().block(LONG);
            }
            assertThat(online(database, anchor())).isEmpty();
            assertThat(database.ask("SELECT max(chains) FROM audit.checkpoint")).isEqualTo("12");
            assertThat(database.ask("SELECT count(*) FROM audit.checkpoint WHERE base = 0"))
                    .as("whole ones: the first of each gateway")
                    .isEqualTo("2");
            assertThat(
                            database.ask(
                                            "SELECT string_agg(heads, '') FROM audit.checkpoint WHERE number = 12")
                                    .lines())
                    .hasSize(1);
        }
    }

    @Test
    void a_clock_that_was_set_back_does_not_stop_checkpoints() throws IOException, SQLException {
        try (var database = new AuditDatabase(POSTGRES)) {
            var key = AuditDatabase.keys(folder, Sample.pair());
            var checkpoints =
                    database.checkpoints(key, new Anchor(anchor()), Duration.ofSeconds(60));
            checkpoints.round().block(LONG);
            checkpoints.round().block(LONG);
            assertThat(database.ask("SELECT count(*) FROM audit.checkpoint")).isEqualTo("1");
            database.superuser("UPDATE audit.checkpoint SET at = at + interval '1 hour'");
            checkpoints.round().block(LONG);
            assertThat(database.ask("SELECT count(*) FROM audit.checkpoint")).isEqualTo("2");
        }
    }

    @Test
    void one_gateway_at_a_time_makes_a_checkpoint() throws IOException, SQLException {
        try (var database = new AuditDatabase(POSTGRES);
                var holder = database.superuser();
                var statement = holder.createStatement()) {
            var key = AuditDatabase.keys(folder, Sample.pair());
            var checkpoints = database.checkpoints(key, new Anchor(anchor()));
            holder.setAutoCommit(false);
            statement.execute(
                    "SELECT pg_advisory_xact_lock(hashtextextended('menshen.audit.checkpoint', 0))");
            checkpoints.round().block(LONG);
            assertThat(database.ask("SELECT count(*) FROM audit.checkpoint")).isEqualTo("0");
            holder.rollback();
            Flux.range(0, 8).flatMap(_ -> checkpoints.round()).blockLast(LONG);
            assertThat(online(database, anchor())).isEmpty();
            assertThat(new Anchor(anchor()).last()).isPositive();
        }
    }

    @Test
    void the_second_place_gets_what_it_missed() throws IOException, SQLException {
        try (var database = new AuditDatabase(POSTGRES)) {
            fill(database);
            Files.delete(anchor());
            var key = SigningKey.read(folder.resolve("private.pem"), folder.resolve("public.pem"));
            database.checkpoints(key, new Anchor(anchor())).round().block(LONG);
            assertThat(online(database, anchor())).isEmpty();
        }
    }

    @Test
    void an_export_verifies_without_the_database_and_tells_a_changed_byte()
            throws IOException, SQLException {
        var export = folder.resolve("audit.ndjson");
        try (var database = new AuditDatabase(POSTGRES)) {
            fill(database);
            var lines =
                    AuditExport.of(
                                    folder.resolve("private.pem"),
                                    folder.resolve("public.pem"),
                                    Clock.systemUTC())
                            .write(database.factory(), export)
                            .block(LONG);
            assertThat(lines).isEqualTo(2 + 2 + 70);
        }
        var verification = AuditVerification.of(folder.resolve("public.pem"), anchor());
        assertThat(verification.offline(export, Instant.EPOCH)).isEmpty();
        assertThat(verification.offline(export, Instant.now().plusSeconds(60)))
                .extracting(Finding::kind)
                .containsExactly(Kind.STALE_EXPORT);
        Files.writeString(export, Files.readString(export).replaceFirst("d_17", "d_77"));
        assertThat(verification.offline(export, Instant.EPOCH))
                .extracting(Finding::kind)
                .containsExactly(Kind.EDITED, Kind.EDITED);
    }
}
