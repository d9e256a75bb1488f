package io.menshen.erasure;

import io.menshen.access.Alarms;
import io.menshen.erasure.Erased.Kept;
import io.menshen.journal.Revocations.LastStep;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.storage.StaleException;
import io.menshen.storage.Transactions;
import io.menshen.subject.Subject;
import io.menshen.subject.SubjectChanges.Beside;
import io.menshen.subject.SubjectWrites;
import io.menshen.subject.Subjects;
import io.menshen.tokens.FormatTokens;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The erasure itself: one transaction, in which keys, rows and tokens go and the proof comes. */
final class Erasing {
    private static final int TRIES = 10;

    /** At a time; the next day sees the rest. */
    private static final String FINISHED = "SELECT subject.no_longer_retained(10000)";

    private final Subjects subjects;
    private final SubjectWrites writes;
    private final ConnectionFactory database;
    private final FormatTokens formats;
    private final Stores stores;
    private final LifeRecords records;
    private final Alarms alarms;
    private final Proof proof;
    private final Clock clock;

    Erasing(
            Subjects subjects,
            SubjectWrites writes,
            ConnectionFactory database,
            FormatTokens formats,
            Stores stores,
            LifeRecords records,
            Alarms alarms,
            Proof proof,
            Clock clock) {
        this.subjects = subjects;
        this.writes = writes;
        this.database = database;
        this.formats = formats;
        this.stores = stores;
        this.records = records;
        this.alarms = alarms;
        this.proof = proof;
        this.clock = clock;
    }

    /** What ends the transaction, and what it was begun with. */
    private record End(Mark mark, Beside beside, LastStep last) {
        Mono<Void> of(Connection connection, Subject subject) {
            return beside.apply(subject)
                    .apply(connection)
                    .then(Mono.defer(() -> last.apply(connection)));
        }
    }

    Mono<Subject> erased(SubjectId id, Mark mark, Beside beside, LastStep last) {
        return Mono.defer(() -> subjects.find(id))
                .flatMap(subject -> {
                    var recorded = records.before(last, subject, Lifecycle.ERASED);
                    return erased(subject, new End(mark, beside, recorded));
                })
                .retryWhen(Transactions.anew(TRIES, StaleException.class::isInstance));
    }

    private Mono<Subject> erased(Subject subject, End end) {
        return Transactions.run(
                database,
                connection ->
                        formats.erase(connection, subject.id())
                                .then(Mono.defer(() -> erase(connection, subject, end))));
    }

    private Mono<Subject> erase(Connection connection, Subject subject, End end) {
        if (subject.isErased()) {
            return end.of(connection, subject).thenReturn(subject);
        }
        return writes.lock(connection, subject)
                .then(Mono.defer(() -> stores.unlinked(connection, subject.id())))
                .then(Mono.defer(() -> stores.emptied(connection, subject.rows())))
                .flatMap(kept -> ended(connection, subject, kept, end));
    }

    private Mono<Subject> ended(
            Connection connection, Subject subject, Optional<Kept> kept, End end) {
        var left = kept.isPresent() ? subject.retained() : erased(subject);
        var written =
                kept.isPresent() ? writes.retain(connection, left) : writes.erase(connection, left);
        var proved = proved(subject, kept, end.mark());
        return written.then(Mono.defer(() -> proof.keep(connection, proved)))
                .then(Mono.defer(() -> end.of(connection, left)))
                .thenReturn(left);
    }

    private static Subject erased(Subject subject) {
        var erasing =
                subject.lifecycle() == Lifecycle.ERASING
                        ? subject
                        : subject.moved(Lifecycle.ERASING);
        return erasing.moved(Lifecycle.ERASED);
    }

    /**
     * The end of those of whom a law kept something and keeps nothing any more.
     *
     * @return how many there were; who is just being written is left to the next time
     */
    Mono<Long> finish() {
        return Flux.usingWhen(database.create(), Erasing::finished, Connection::close)
                .collectList()
                .flatMapIterable(all -> all)
                .concatMap(id -> found(new SubjectId(id)).flatMap(this::finish))
                .count();
    }

    /** Whose record was changed is left, and alarmed; the others end all the same. */
    private Mono<Subject> found(SubjectId id) {
        return subjects.find(id)
                .onErrorResume(
                        IntegrityException.class,
                        changed -> {
                            alarms.raise("subject", changed);
                            return Mono.empty();
                        });
    }

    private Mono<Subject> finish(Subject subject) {
        return Mono.just(subject)
                .filter(Subject::isRetained)
                .map(Erasing::erased)
                .flatMap(end ->
                        Transactions.run(database, connection -> finish(connection, subject, end)))
                .onErrorResume(StaleException.class, _ -> Mono.empty());
    }

    private Mono<Subject> finish(Connection connection, Subject subject, Subject end) {
        return stores.unlinked(connection, subject.id())
                .then(writes.erase(connection, end))
                .then(Mono.defer(() -> records.finished(subject)))
                .thenReturn(end);
    }

    private static Flux<UUID> finished(Connection connection) {
        // Without parameters: r2dbc-postgresql 1.1.3 leaks those of a statement that is cancelled.
        var statement = connection.createStatement(FINISHED);
        return Flux.from(statement.execute())
                .flatMap(result ->
                        result.map((row, _) -> Objects.requireNonNull(row.get(0, UUID.class))));
    }

    private Erased proved(Subject subject, Optional<Kept> kept, Mark mark) {
        var keys = Objects.requireNonNull(subject.keys(), "who is not erased has keys");
        return new Erased(
                subject.id(),
                subject.rows(),
                kept.orElse(null),
                formats.owners(subject.id()),
                keys.epoch(),
                clock.instant(),
                mark.reason(),
                mark.proof(),
                mark.salt());
    }
}
