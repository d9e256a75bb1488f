package io.menshen.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.idempotency.Replays.Kept;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.keys.KeysetFiles;
import io.menshen.storage.Pools;
import io.menshen.storage.RealPostgres;
import io.menshen.storage.Role;
import io.menshen.storage.Transactions;
import io.r2dbc.spi.Connection;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Timeout(60)
class StoredReplaysIntegrationTests {
    private static final byte[] BODY = "{\"channel\":\"app\"}".getBytes(UTF_8);
    private static final byte[] OTHER = "{\"channel\":\"web\"}".getBytes(UTF_8);

    @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();

    @TempDir Path folder;

    private final Pools pools = new Pools(POSTGRES.properties());
    private final String tag = "tk1_" + UUID.randomUUID();
    private final AtomicInteger effects = new AtomicInteger();
    private final WriteKey key =
            new WriteKey("primary", "app", "POST /v1/intakes", UUID.randomUUID().toString());
    private Replays replays;

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        var files = new KeysetFiles(folder);
        files.create();
        replays = new StoredReplays(files.open(), Clock.systemUTC(), Duration.ofDays(3));
    }

    @AfterEach
    void close() {
        pools.close();
    }

    @Test
    void the_same_key_and_body_give_the_same_answer_and_no_second_effect() {
        var first = write(key, BODY).block();

        assertThat(write(key, BODY).block()).isEqualTo(first);
        assertThat(effects).hasValue(1);
    }

    @RepeatedTest(5)
    void ten_at_once_have_one_effect_and_one_answer_or_are_in_flight() throws SQLException {
        var answers =
                Flux.range(0, 10)
                        .flatMap(_ -> write(key, BODY).materialize(), 10)
                        .filter(signal -> !signal.isOnComplete())
                        .collectList()
                        .blockOptional(Duration.ofSeconds(20))
                        .orElseThrow();

        assertThat(answers).hasSize(10);
        assertThat(answers.stream().filter(a -> a.isOnNext()).map(a -> a.get()).distinct())
                .hasSize(1);
        assertThat(answers.stream().filter(a -> a.isOnError()).map(a -> a.getThrowable()))
                .allSatisfy(e -> conflict(e, "key_in_flight"));
        assertThat(committed()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"repeatable read", "serializable"})
    void a_database_of_another_default_isolation_changes_nothing(String isolation)
            throws SQLException {
        alterDefaultIsolation(isolation);
        try (var altered = new Pools(POSTGRES.properties())) {
            var answers =
                    Flux.range(0, 10)
                            .flatMap(_ -> write(altered, key, BODY).materialize(), 10)
                            .mapNotNull(signal -> signal.getThrowable())
                            .collectList()
                            .blockOptional(Duration.ofSeconds(20))
                            .orElseThrow();

            assertThat(answers).allSatisfy(e -> conflict(e, "key_in_flight"));
            assertThat(committed()).isEqualTo("1");
        } finally {
            alterDefaultIsolation("read committed");
        }
    }

    @Test
    void another_body_is_a_conflict() {
        write(key, BODY).block();

        StepVerifier.create(write(key, OTHER))
                .expectErrorSatisfies(e -> conflict(e, "key_of_another_body"))
                .verify();
        assertThat(effects).hasValue(1);
    }

    @Test
    void a_key_in_flight_is_a_conflict_until_its_transaction_ends() {
        var other =
                transaction(c ->
                        replays.begin(c, key, BODY)
                                .then(write(key, BODY).thenReturn("second"))
                                .onErrorResume(
                                        RefusedException.class,
                                        e -> Mono.just(e.refusal().reasons().toString())));

        StepVerifier.create(other)
                .assertNext(seen -> assertThat(seen).contains("key_in_flight"))
                .verifyComplete();
        StepVerifier.create(write(key, BODY)).expectNextCount(1).verifyComplete();
    }

    @Test
    void an_effect_that_was_rolled_back_leaves_the_key_free() {
        StepVerifier.create(
                        transaction(c ->
                                replays.begin(c, key, BODY)
                                        .then(replays.keep(c, key, BODY, answer()))
                                        .then(Mono.error(new IllegalStateException("no")))))
                .expectErrorMessage("no")
                .verify();

        assertThat(write(key, OTHER).block()).isNotNull();
        assertThat(write(key, OTHER).block()).isEqualTo(new Kept("created", List.of("d_2", tag)));
    }

    @Test
    void clients_and_routes_do_not_share_keys() {
        write(key, BODY).block();
        var otherRoute = new WriteKey("primary", "app", "POST /v1/withdrawals", key.key());
        var otherClient = new WriteKey("primary", "pos-till", key.route(), key.key());

        write(otherRoute, OTHER).block();
        write(otherClient, OTHER).block();
        assertThat(effects).hasValue(3);
    }

    @Test
    void only_keyed_macs_are_stored() throws SQLException {
        write(key, BODY).block();

        var text = superuser("SELECT string_agg(a::text, ' ') FROM idempotency.answer a");
        assertThat(text).doesNotContain(key.key()).doesNotContain("primary").doesNotContain("app");
    }

    @Test
    void only_expired_answers_are_forgotten() throws SQLException {
        write(key, BODY).block();
        superuser(
                "INSERT INTO idempotency.answer VALUES ('\\x01', '\\x01', 'old', '{}', now(), '2020-01-01') RETURNING outcome");

        StepVerifier.create(transaction(replays::forgetExpired))
                .assertNext(gone -> assertThat(gone).isEqualTo(1))
                .verifyComplete();
        write(key, BODY).block();
        assertThat(effects).hasValue(1);
    }

    private static void conflict(Throwable e, String reason) {
        assertThat(e).isInstanceOf(RefusedException.class);
        var refusal = ((RefusedException) e).refusal();
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refusal.reasons().getFirst().code()).isEqualTo(reason);
    }

    private Kept answer() {
        return new Kept("created", List.of("d_" + effects.incrementAndGet(), tag));
    }

    private Mono<Kept> write(WriteKey key, byte[] body) {
        return write(pools, key, body);
    }

    private Mono<Kept> write(Pools database, WriteKey key, byte[] body) {
        return Transactions.run(
                database.of(Role.INTAKE),
                c ->
                        replays.begin(c, key, body)
                                .switchIfEmpty(
                                        Mono.fromSupplier(this::answer)
                                                .flatMap(made ->
                                                        replays.keep(c, key, body, made)
                                                                .thenReturn(made))));
    }

    private <T> Mono<T> transaction(Function<Connection, Mono<T>> work) {
        return Transactions.run(pools.of(Role.INTAKE), work);
    }

    private static void alterDefaultIsolation(String isolation) throws SQLException {
        try (var connection = DriverManager.getConnection(superuserUrl());
                var statement = connection.createStatement()) {
            statement.execute(
                    "ALTER ROLE menshen_intake SET default_transaction_isolation = '%s'"
                            .formatted(isolation));
        }
    }

    private String committed() throws SQLException {
        return superuser(
                "SELECT count(*) FROM idempotency.answer WHERE '%s' = ANY (ids)".formatted(tag));
    }

    private static String superuser(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(superuserUrl());
                var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            return answer.next() ? String.valueOf(answer.getString(1)) : "";
        }
    }

    private static String superuserUrl() {
        return "jdbc:postgresql://127.0.0.1:"
                + POSTGRES.properties().port()
                + "/postgres?user=postgres&password=postgres";
    }
}
