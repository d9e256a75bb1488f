package io.menshen.quota;

import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.SubjectId;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import reactor.core.publisher.Mono;

/** Attempts as rows of the schema {@code quota}. */
final class StoredAttempts implements MatchAttempts {
    // Read as the class loads, since the first use of a time zone reads a file.
    private static final ZoneId ZONE = BusinessDay.ZONE;
    private static final int MOST = 5;
    private static final int RETRY_SECONDS = 2;

    private final ConnectionFactory database;
    private final Clock clock;

    /** Attempts over connections of the role {@code QUOTA}. */
    StoredAttempts(ConnectionFactory database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Mono<Attempt> permit(SubjectId subject, String field) {
        return Mono.fromSupplier(() -> new Attempt(subject, field, today())).flatMap(this::reserve);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    private Mono<Attempt> reserve(Attempt attempt) {
        return call("SELECT quota.reserve_attempt($1, $2, $3, " + MOST + ")", attempt)
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(() -> capped(attempt)))
                .thenReturn(attempt);
    }

    @Override
    public Mono<Void> succeeded(Attempt attempt) {
        return call("SELECT quota.give_back_attempt($1, $2, $3)", attempt).then();
    }

    @Override
    public Mono<Long> forgetPast() {
        return Mono.usingWhen(database.create(), this::forget, Connection::close)
                .onErrorMap(R2dbcException.class, _ -> unavailable());
    }

    private Mono<Long> forget(Connection connection) {
        var statement = connection.createStatement("SELECT quota.forget_attempts($1)");
        return Mono.from(statement.bind("$1", today()).execute())
                .flatMap(result -> Mono.from(result.map(row -> row.get(0, Long.class))));
    }

    private Mono<Boolean> call(String sql, Attempt attempt) {
        return Mono.usingWhen(database.create(), c -> call(c, sql, attempt), Connection::close)
                .onErrorMap(R2dbcException.class, _ -> unavailable());
    }

    private static Mono<Boolean> call(Connection connection, String sql, Attempt attempt) {
        Statement statement =
                connection
                        .createStatement(sql)
                        .bind("$1", attempt.subject().value())
                        .bind("$2", attempt.field())
                        .bind("$3", attempt.day());
        return Mono.from(statement.execute())
                .flatMap(result -> Mono.from(result.map(row -> row.get(0, Boolean.class))));
    }

    private RuntimeException capped(Attempt attempt) {
        var midnight = attempt.day().plusDays(1).atStartOfDay(ZONE).toInstant();
        var seconds = Duration.between(clock.instant(), midnight).toSeconds() + 1;
        return Refusal.retry(Refusal.Kind.CAPPED, (int) Math.max(1, seconds)).toException();
    }

    private static RuntimeException unavailable() {
        return Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, RETRY_SECONDS).toException();
    }
}
