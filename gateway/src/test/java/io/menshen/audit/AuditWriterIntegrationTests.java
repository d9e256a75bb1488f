package io.menshen.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Clause;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.storage.RealPostgres;
import io.menshen.storage.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@Clause("5.5")
class AuditWriterIntegrationTests {
    private static final Duration LONG = Duration.ofSeconds(30);

    /** Holds a first connection too; what waits for a lock takes all of it. */
    private static final Duration COMMIT = Duration.ofSeconds(3);

    @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();

    private AuditDatabase database = open();

    private static AuditDatabase open() {
        try {
            return new AuditDatabase(POSTGRES);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void fresh() {
        database.close();
        database = open();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Mono<Refusal.Kind> kind(Mono<AuditReceipt> answer) {
        return answer.map(receipt -> Refusal.Kind.INVALID)
                .onErrorResume(
                        RefusedException.class, refused -> Mono.just(refused.refusal().kind()));
    }

    private List<Finding.Kind> verified() {
        return Objects.requireNonNull(
                        new AuditVerificationIntegrationTests.Trust(Sample.KEY.verifying())
                                .online(database))
                .stream()
                .map(Finding::kind)
                .toList();
    }

    @Test
    void answers_once_the_record_is_committed() throws SQLException {
        var writer = database.writer(10, LONG);
        var running = writer.run().subscribe();
        var receipt = Objects.requireNonNull(writer.append(Sample.entry(2)).block(LONG));
        assertThat(receipt.seq()).isEqualTo(1);
        assertThat(
                        database.ask(
                                "SELECT concat_ws('|', chain, seq, staff IS NULL, audit_id, fields, at AT TIME ZONE 'UTC')"
                                        + " FROM audit.record"))
                .isEqualTo(
                        receipt.chain()
                                + "|1|t|00000000-0000-0007-0000-000000000002|full_name:clear,mobile:mask"
                                + "|2026-11-24 01:00:02");
        AuditDatabase.stop(running, writer);
    }

    @Test
    void gives_every_record_its_own_place() {
        var writer = database.writer(10_000, LONG);
        var running = writer.run().subscribe();
        var places =
                Flux.range(0, 1000)
                        .flatMap(number -> writer.append(Sample.entry(number)), 256)
                        .map(AuditReceipt::seq)
                        .sort()
                        .collectList()
                        .block(Duration.ofSeconds(60));
        assertThat(places).isEqualTo(LongStream.rangeClosed(1, 1000).boxed().toList());
        AuditDatabase.stop(running, writer);
    }

    @Test
    void keeps_each_request_once_and_counts_it_by_day() throws SQLException {
        database.appendAll(database.writer(1000, LONG), 200);
        assertThat(database.ask("SELECT count(*) FROM audit.request")).isEqualTo("4");
        assertThat(
                        database.ask(
                                "SELECT string_agg(day || ' ' || uses, ',') FROM (SELECT day, hash, sum(uses) AS uses"
                                        + " FROM "
                                        + RequestRows.USES
                                        + " used GROUP BY day, hash) t"))
                .isEqualTo("2026-11-24 50,2026-11-24 50,2026-11-24 50,2026-11-24 50");
    }

    @Test
    void keeps_each_request_once_while_several_gateways_write() throws SQLException {
        Flux.range(0, 4)
                .flatMap(_ ->
                        Mono.fromRunnable(
                                        () -> database.appendAll(database.writer(1000, LONG), 200))
                                .subscribeOn(Schedulers.boundedElastic()))
                .blockLast(Duration.ofSeconds(60));
        assertThat(
                        database.ask(
                                "SELECT count(*) || ' ' || count(DISTINCT body) FROM audit.request"))
                .isEqualTo("4 4");
        assertThat(
                        database.ask(
                                "SELECT string_agg(uses::text, ',') FROM (SELECT sum(uses) AS uses"
                                        + " FROM "
                                        + RequestRows.USES
                                        + " used GROUP BY day, hash) t"))
                .isEqualTo("200,200,200,200");
        assertThat(database.ask("SELECT count(DISTINCT chain) FROM audit.record")).isEqualTo("4");
        assertThat(verified()).containsExactly(Finding.Kind.NOT_ANCHORED);
    }

    @Test
    void a_record_counts_though_its_caller_went_away() throws SQLException {
        var writer = database.writer(1000, LONG);
        var gone = writer.append(Sample.entry(1)).subscribe();
        gone.dispose();
        var running = writer.run().subscribe();
        var receipt = Objects.requireNonNull(writer.append(Sample.entry(2)).block(LONG));
        assertThat(receipt.seq()).isEqualTo(2);
        assertThat(
                        database.ask(
                                "SELECT string_agg(decision_id, ',' ORDER BY seq) FROM audit.record"))
                .isEqualTo("d_1,d_2");
        AuditDatabase.stop(running, writer);
    }

    @Test
    void measures_commits_and_tells_since_when_it_is_degraded() throws SQLException {
        var registry = new SimpleMeterRegistry();
        var writer = database.writer(registry, 1000, COMMIT);
        var running = writer.run().subscribe();
        assertThat(writer.meters().lastCommit()).isNull();
        writer.append(Sample.entry(0)).block(LONG);
        assertThat(writer.meters().degradedSince()).isNull();
        assertThat(writer.meters().lastCommit()).isNotNull();
        assertThat(registry.get("menshen.audit.commit").timer().count()).isEqualTo(1);
        assertThat(registry.get("menshen.audit.batch").summary().totalAmount()).isEqualTo(1);
        assertThat(registry.get("menshen.audit.pending").gauge().value()).isZero();
        try (var connection = database.superuser();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE audit.record IN EXCLUSIVE MODE");
            kind(writer.append(Sample.entry(1))).block(LONG);
            assertThat(writer.meters().degradedSince()).isNotNull();
            connection.rollback();
        }
        Mono.defer(() -> writer.append(Sample.entry(2)))
                .retryWhen(reactor.util.retry.Retry.fixedDelay(20, Duration.ofMillis(100)))
                .block(LONG);
        assertThat(writer.meters().degradedSince()).isNull();
        AuditDatabase.stop(running, writer);
    }

    @Test
    void writes_and_signs_what_waits_before_it_ends(@TempDir Path folder) throws Exception {
        var writer = database.writer(1000, LONG);
        var anchor = new Anchor(folder.resolve("anchor.ndjson"));
        var key = AuditDatabase.keys(folder, Sample.pair());
        var loop = new AuditLoop(writer, database.checkpoints(key, anchor));
        var answers = Flux.range(0, 300).flatMap(n -> writer.append(Sample.entry(n)), 300);
        var waiting = answers.count().toFuture();
        var stopped = new CompletableFuture<Boolean>();
        loop.start();
        loop.stop(() -> stopped.complete(true));
        assertThat(stopped.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(300);
        assertThat(kind(writer.append(Sample.entry(1))).block(LONG))
                .isEqualTo(Refusal.Kind.AUDIT_UNAVAILABLE);
        assertThat(loop.isRunning()).isFalse();
        assertThat(loop.state().anchoring()).isEqualTo(AuditState.Anchoring.HELD);
        assertThat(loop.state().lastCheckpoint()).isNotNull();
        assertThat(anchor.read().getLast().heads()).extracting(Head::seq).contains(300L);
    }

    @Test
    void a_record_that_would_fail_its_batch_is_refused_before() {
        var whole = Sample.entry(1);
        assertThatThrownBy(() ->
                        new AuditRecord(
                                whole.at(),
                                whole.consumer(),
                                "p-\0",
                                whole.purpose(),
                                whole.operation(),
                                null,
                                null,
                                List.of(),
                                "",
                                "",
                                1,
                                whole.outcome(),
                                List.of(),
                                List.of(),
                                "",
                                "d_1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("staff must be without control characters");
    }

    @Test
    void opens_each_chain_with_the_head_of_the_one_before() throws SQLException {
        database.appendAll(database.writer(1000, LONG), 3);
        database.appendAll(database.writer(1000, LONG), 2);
        assertThat(
                        database.ask(
                                "SELECT count(*) FROM audit.chain c JOIN audit.record r ON r.chain = c.predecessor"
                                        + " AND r.seq = c.predecessor_seq AND r.hash = c.predecessor_hash"
                                        + " WHERE c.predecessor_seq = 3"))
                .isEqualTo("1");
    }

    @Test
    void refuses_all_who_wait_while_the_database_does_not_commit_and_goes_on_after()
            throws SQLException {
        var writer = database.writer(1000, COMMIT);
        var running = writer.run().subscribe();
        writer.append(Sample.entry(0)).block(LONG);
        try (var connection = database.superuser();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE audit.record IN EXCLUSIVE MODE");
            var kinds =
                    Flux.range(1, 5)
                            .flatMap(number -> kind(writer.append(Sample.entry(number))))
                            .collectList()
                            .block(LONG);
            assertThat(kinds).containsOnly(Refusal.Kind.AUDIT_UNAVAILABLE).hasSize(5);
            connection.rollback();
        }
        var after =
                Mono.defer(() -> writer.append(Sample.entry(9)))
                        .retryWhen(reactor.util.retry.Retry.fixedDelay(20, Duration.ofMillis(100)))
                        .block(LONG);
        assertThat(Objects.requireNonNull(after).seq()).isGreaterThanOrEqualTo(2);
        assertThat(verified()).containsExactly(Finding.Kind.NOT_ANCHORED);
        AuditDatabase.stop(running, writer);
    }

    @Test
    void refuses_above_the_bound_and_everybody_once_stopped() {
        var writer = database.writer(2, LONG);
        var first = kind(writer.append(Sample.entry(1))).toFuture();
        var second = kind(writer.append(Sample.entry(2))).toFuture();
        assertThat(kind(writer.append(Sample.entry(3))).block(LONG))
                .isEqualTo(Refusal.Kind.OVERLOADED);
        writer.stop();
        assertThat(first.join()).isEqualTo(Refusal.Kind.AUDIT_UNAVAILABLE);
        assertThat(second.join()).isEqualTo(Refusal.Kind.AUDIT_UNAVAILABLE);
        assertThat(kind(writer.append(Sample.entry(4))).block(LONG))
                .isEqualTo(Refusal.Kind.AUDIT_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit.record SET consumer = 'x'",
                "DELETE FROM audit.record",
                "TRUNCATE audit.record",
                "DELETE FROM audit.checkpoint",
                "UPDATE audit.chain SET predecessor = NULL"
            })
    void the_serving_role_changes_nothing_that_stands(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(POSTGRES.jdbc(Role.AUDIT));
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }
}
