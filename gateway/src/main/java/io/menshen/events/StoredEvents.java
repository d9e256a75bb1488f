package io.menshen.events;

import io.menshen.kernel.Refusal;
import io.menshen.kernel.SubjectId;
import io.menshen.storage.Call;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Events as rows of the database: each has a position, and none comes in behind another. */
final class StoredEvents {
    /** Numbered at once at most, so that who asks waits a bounded time for it. */
    private static final int NUMBERED = 5_000;

    private static final String LAST = "SELECT coalesce(max(position), 0) FROM subject.event";
    private static final String ACKNOWLEDGED =
            "SELECT coalesce((SELECT position FROM subject.event_acknowledged WHERE consumer = $1), 0)";
    private static final String WAITING =
            """
            SELECT a.consumer, extract(epoch FROM clock_timestamp() - e.noted)::float8 AS seconds FROM subject.event_acknowledged a
            CROSS JOIN LATERAL (SELECT noted FROM subject.event WHERE position > a.position ORDER BY position LIMIT 1) e
            """;

    private static final String FIND =
            """
            SELECT position, kind, ref, subject_id, purpose, act, extract(epoch FROM at)::bigint AS seconds FROM subject.event
            WHERE position > $1 AND position <= $2 AND (kind = 'erasure' OR purpose = ANY ($3)) ORDER BY position LIMIT $4
            """;

    private final ConnectionFactory reads;
    private final ConnectionFactory writes;

    /**
     * Over the database.
     *
     * @param reads connections of the role {@code SUBJECT}
     * @param writes connections of the role {@code INTAKE}
     */
    StoredEvents(ConnectionFactory reads, ConnectionFactory writes) {
        this.reads = reads;
        this.writes = writes;
    }

    /**
     * An event.
     *
     * @param position 1 or more, rising
     * @param kind {@code consent} or {@code erasure}
     * @param ref the receipt of the act
     * @param purpose empty for an erasure
     * @param act {@code granted}, {@code withdrawn} or {@code erased}
     */
    record Event(
            long position,
            String kind,
            UUID ref,
            SubjectId subject,
            String purpose,
            String act,
            Instant at) {}

    /** Numbers what was committed since; answers the last position there is. */
    Mono<Long> last() {
        return unavailable(
                Mono.usingWhen(writes.create(), StoredEvents::number, Connection::close)
                        .then(
                                read(open -> open.createStatement(LAST), StoredEvents::position)
                                        .single()));
    }

    private static Mono<String> number(Connection connection) {
        // Without parameters: r2dbc-postgresql 1.1.3 leaks those of a statement that is cancelled.
        var sql = "SELECT subject.number_events(%d)".formatted(NUMBERED);
        return Call.word(connection.createStatement(sql))
                .expand(word ->
                        full(word) ? Call.word(connection.createStatement(sql)) : Mono.empty())
                .last();
    }

    private static boolean full(String word) {
        return Long.parseLong(word) == NUMBERED;
    }

    /** A consumer that follows events, and how many seconds the oldest waits for it. */
    record Waiting(String consumer, double seconds) {}

    /** Consumers that did not acknowledge all there is. */
    Flux<Waiting> waiting() {
        return read(open -> open.createStatement(WAITING), StoredEvents::waits);
    }

    private static Waiting waits(Readable row) {
        return new Waiting(get(row, 0, String.class), get(row, 1, Double.class));
    }

    /** The position to which a consumer has taken all in; 0 where it never said so. */
    Mono<Long> acknowledged(String consumer) {
        return unavailable(
                read(
                                open -> open.createStatement(ACKNOWLEDGED).bind("$1", consumer),
                                StoredEvents::position)
                        .single());
    }

    /**
     * Events after one position and up to another: erasures, and acts of consent of those purposes.
     */
    Mono<List<Event>> between(long after, long last, Collection<String> purposes, int most) {
        Function<Connection, Statement> query =
                open ->
                        open.createStatement(FIND)
                                .bind("$1", after)
                                .bind("$2", last)
                                .bind("$3", purposes.toArray(String[]::new))
                                .bind("$4", most);
        return unavailable(read(query, StoredEvents::event).collectList());
    }

    private <T> Flux<T> read(Function<Connection, Statement> query, Function<Readable, T> row) {
        return Flux.usingWhen(
                reads.create(),
                open -> Flux.from(query.apply(open).execute()).flatMap(result -> result.map(row)),
                Connection::close);
    }

    private static long position(Readable row) {
        return get(row, 0, Long.class);
    }

    /** Keeps that a consumer has taken in all to a position; answers the highest that it said. */
    Mono<Long> acknowledge(String consumer, long position) {
        return unavailable(
                Mono.usingWhen(
                                writes.create(),
                                connection ->
                                        Call.word(
                                                connection
                                                        .createStatement(
                                                                "SELECT subject.acknowledge_events($1, $2)")
                                                        .bind("$1", consumer)
                                                        .bind("$2", position)),
                                Connection::close)
                        .map(Long::parseLong));
    }

    private static Event event(Readable row) {
        return new Event(
                get(row, 0, Long.class),
                get(row, 1, String.class),
                get(row, 2, UUID.class),
                new SubjectId(get(row, 3, UUID.class)),
                get(row, 4, String.class),
                get(row, 5, String.class),
                Instant.ofEpochSecond(get(row, 6, Long.class)));
    }

    private static <T> T get(Readable row, int column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }

    private static <T> Mono<T> unavailable(Mono<T> answer) {
        return answer.onErrorMap(
                R2dbcException.class,
                _ -> Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, 1).toException());
    }
}
