package io.menshen.subject;

import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.menshen.storage.Call;
import io.menshen.storage.Transactions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Wraps people's data keys anew by the present epoch key, some at a time, while people are read and
 * written. What a killed run had begun is as it was, and free for another when its lease is over.
 */
public final class Rewrapping {
    private static final int BATCH = 200;
    private static final int AT_ONCE = 16;
    private static final int LEASE_SECONDS = 10;
    private static final String LEASE = "SELECT subject.lease_rewrap($1, $2, $3, $4)";
    private static final String RAISE = "SELECT subject.raise_epoch($1)";

    /** Bytes go as hex in text arrays: r2dbc-postgresql 1.1.3 loses rows of a {@code byte[][]}. */
    private static final String REWRAP =
            """
            SELECT subject.rewrap_key(subject, expected, decode(nullif(service, ''), 'hex'), decode(statutory, 'hex'), $1, decode(mac, 'hex'))
            FROM unnest($2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[]) AS t (subject, expected, service, statutory, mac)
            """;

    private final Subjects subjects;
    private final KeyRing keys;
    private final RecordMac macs;
    private final ConnectionFactory intake;
    private final UUID holder = UUID.randomUUID();

    /**
     * A run.
     *
     * @param intake of the role {@code INTAKE}
     */
    public Rewrapping(Subjects subjects, KeyRing keys, ConnectionFactory intake) {
        this.subjects = subjects;
        this.keys = keys;
        this.macs = new RecordMac(keys);
        this.intake = intake;
    }

    /**
     * What became of some people.
     *
     * @param rewrapped how many have the new wrapping
     * @param again how many were changed meanwhile and are free to be taken again
     * @param refused whose record or keys do not verify; they stay as they are
     */
    public record Batch(long rewrapped, long again, Set<SubjectId> refused) {
        /** Keeps a copy. */
        public Batch {
            refused = Set.copyOf(refused);
        }

        /** Whether nobody was left to be taken. */
        public boolean isEmpty() {
            return rewrapped == 0 && again == 0 && refused.isEmpty();
        }
    }

    /** From now on nobody is written under an epoch before that one. */
    public Mono<Void> raise(int least) {
        return Transactions.run(
                        intake,
                        connection ->
                                Call.expect(
                                                connection.createStatement(RAISE).bind("$1", least),
                                                "raised")
                                        .thenReturn(least))
                .then();
    }

    /**
     * Takes up to 200 people of older epochs and wraps their keys anew.
     *
     * @param epoch the present one
     */
    public Mono<Batch> batch(int epoch) {
        return Transactions.run(intake, connection -> leased(connection, epoch))
                .flatMapMany(Flux::fromIterable)
                .flatMapSequential(this::taken, AT_ONCE)
                .collectList()
                .flatMap(taken -> written(taken, epoch));
    }

    private Mono<List<SubjectId>> leased(Connection connection, int epoch) {
        var statement =
                connection
                        .createStatement(LEASE)
                        .bind("$1", epoch)
                        .bind("$2", holder)
                        .bind("$3", BATCH)
                        .bind("$4", LEASE_SECONDS);
        return Flux.from(statement.execute())
                .flatMap(result -> result.map((row, _) -> get(row.get(0, UUID.class))))
                .sort()
                .map(SubjectId::new)
                .collectList();
    }

    /** A person as they will stand; empty where they cannot be wrapped anew. */
    private record Taken(SubjectId id, Optional<Subject> subject) {}

    private Mono<Taken> taken(SubjectId id) {
        return subjects.find(id)
                .filter(subject -> subject.keys() != null)
                .map(subject -> new Taken(id, Optional.of(rewrapped(subject))))
                .onErrorReturn(IntegrityException.class, new Taken(id, Optional.empty()));
    }

    private Subject rewrapped(Subject was) {
        return new Subject(
                was.id(),
                was.rows(),
                was.auditId(),
                keys.rewrap(was.id(), Objects.requireNonNull(was.keys())),
                was.lifecycle(),
                was.age(),
                was.ageReview(),
                was.guardian(),
                was.restrictions(),
                was.version(),
                was.consents());
    }

    private Mono<Batch> written(List<Taken> taken, int epoch) {
        var people = taken.stream().flatMap(one -> one.subject().stream()).toList();
        var refused = taken.stream().filter(one -> one.subject().isEmpty()).map(Taken::id).toList();
        return people.isEmpty()
                ? Mono.just(new Batch(0, 0, Set.copyOf(refused)))
                : Transactions.run(intake, connection -> put(connection, people, epoch))
                        .map(put -> new Batch(put, people.size() - put, Set.copyOf(refused)));
    }

    /** In the order of their ids, as every run does, so that two never wait for each other. */
    private Mono<Long> put(Connection connection, List<Subject> people, int epoch) {
        var statement =
                connection
                        .createStatement(REWRAP)
                        .bind("$1", epoch)
                        .bind("$2", people.stream().map(s -> s.id().value()).toArray(UUID[]::new))
                        .bind("$3", people.stream().map(Subject::version).toArray(Long[]::new))
                        .bind("$4", hex(people, Rewrapping::service))
                        .bind("$5", hex(people, s -> get(s.keys()).statutory().toArray()))
                        .bind("$6", hex(people, s -> macs.of(s.next())));
        return Flux.from(statement.execute())
                .flatMap(result -> result.map((row, _) -> get(row.get(0, String.class))))
                .filter("rewrapped"::equals)
                .count();
    }

    /** None for who is kept by law only. */
    private static byte[] service(Subject subject) {
        var service = get(subject.keys()).service();
        return service == null ? new byte[0] : service.toArray();
    }

    private static String[] hex(List<Subject> people, Function<Subject, byte[]> column) {
        return people.stream().map(column).map(HexFormat.of()::formatHex).toArray(String[]::new);
    }

    private static <T> T get(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
