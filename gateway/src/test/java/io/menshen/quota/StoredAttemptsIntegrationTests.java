package io.menshen.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.kernel.SubjectId;
import io.menshen.quota.MatchAttempts.Attempt;
import io.menshen.storage.Pools;
import io.menshen.storage.RealPostgres;
import io.menshen.storage.Role;
import io.menshen.storage.StorageProperties;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Timeout(60)
class StoredAttemptsIntegrationTests {
    private static final String FIELD = "id_card_no";
    private static final Instant EVENING = Instant.parse("2026-11-24T15:59:30Z");

    @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();

    private final Pools pools = new Pools(POSTGRES.properties());
    private final MatchAttempts attempts = at(EVENING);
    private final SubjectId subject = SubjectId.random();

    @AfterEach
    void close() {
        pools.close();
    }

    @Test
    void attempts_made_at_once_never_exceed_five() {
        assertThat(permitted(40)).isEqualTo(5);
        assertThat(permitted(40)).isZero();
    }

    @Test
    void one_too_many_is_capped_until_midnight() {
        permitted(5);

        StepVerifier.create(attempts.permit(subject, FIELD))
                .expectErrorSatisfies(e ->
                        assertThat(((RefusedException) e).refusal())
                                .isEqualTo(Refusal.retry(Refusal.Kind.CAPPED, 31)))
                .verify();
    }

    @Test
    void a_success_gives_its_attempt_back() {
        for (var i = 0; i < 10; i++) {
            StepVerifier.create(attempts.permit(subject, FIELD).flatMap(attempts::succeeded))
                    .verifyComplete();
        }

        assertThat(permitted(10)).isEqualTo(5);
    }

    @Test
    void giving_back_more_than_was_taken_wins_nothing() {
        var attempt = attempts.permit(subject, FIELD).blockOptional().orElseThrow();
        Flux.range(0, 10).concatMap(_ -> attempts.succeeded(attempt)).blockLast();

        assertThat(permitted(10)).isEqualTo(5);
    }

    @Test
    void subjects_fields_and_days_count_by_themselves() {
        permitted(5);

        StepVerifier.create(attempts.permit(SubjectId.random(), FIELD))
                .expectNextCount(1)
                .verifyComplete();
        StepVerifier.create(attempts.permit(subject, "passport_no"))
                .expectNextCount(1)
                .verifyComplete();
        StepVerifier.create(at(EVENING.plusSeconds(30)).permit(subject, FIELD))
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void an_attempt_before_midnight_is_given_back_to_its_own_day() {
        var attempt = attempts.permit(subject, FIELD).blockOptional().orElseThrow();
        StepVerifier.create(at(EVENING.plusSeconds(60)).succeeded(attempt)).verifyComplete();

        assertThat(permitted(10)).isEqualTo(5);
    }

    @Test
    void a_lost_database_refuses() {
        var nowhere =
                new StorageProperties(
                        "127.0.0.1",
                        1,
                        "postgres",
                        passwords(),
                        1,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1));
        try (var lost = new Pools(nowhere)) {
            StepVerifier.create(
                            new StoredAttempts(lost.of(Role.QUOTA), Clock.systemUTC())
                                    .permit(subject, FIELD))
                    .expectErrorSatisfies(e ->
                            assertThat(((RefusedException) e).refusal().kind())
                                    .isEqualTo(Refusal.Kind.STORE_UNAVAILABLE))
                    .verify(Duration.ofSeconds(10));
        }
    }

    @Test
    void today_is_never_forgotten() throws SQLException {
        var today = Clock.systemUTC().instant();
        at(today).permit(subject, FIELD).block();
        at(today.minus(Duration.ofDays(2))).permit(subject, FIELD).block();
        try (var connection = DriverManager.getConnection(POSTGRES.jdbc(Role.QUOTA));
                var statement = connection.createStatement()) {
            var forgotten = statement.executeQuery("SELECT quota.forget_attempts('2999-01-01')");
            assertThat(forgotten.next()).isTrue();
            assertThat(forgotten.getLong(1)).isGreaterThanOrEqualTo(1);
        }

        assertThat(permitted(at(today), 10)).isEqualTo(4);
    }

    private MatchAttempts at(Instant now) {
        return new StoredAttempts(pools.of(Role.QUOTA), Clock.fixed(now, ZoneOffset.UTC));
    }

    private long permitted(int times) {
        return permitted(attempts, times);
    }

    private long permitted(MatchAttempts attempts, int times) {
        return Flux.range(0, times)
                .flatMap(_ -> permit(attempts), times)
                .count()
                .blockOptional()
                .orElse(-1L);
    }

    private Mono<Attempt> permit(MatchAttempts attempts) {
        return attempts.permit(subject, FIELD)
                .onErrorResume(RefusedException.class, _ -> Mono.empty());
    }

    private static Map<Role, String> passwords() {
        return java.util.Arrays.stream(Role.values())
                .collect(java.util.stream.Collectors.toMap(role -> role, Role::database));
    }
}
