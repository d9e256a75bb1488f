package io.menshen.erasure;

import io.menshen.journal.JournalEntry;
import io.menshen.journal.JournalEntry.Kind;
import io.menshen.journal.Revocations;
import io.menshen.journal.Revocations.LastStep;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.storage.StaleException;
import io.menshen.storage.Transactions;
import io.menshen.subject.Subject;
import io.menshen.subject.SubjectChanges;
import io.menshen.subject.SubjectWrites;
import io.menshen.subject.Subjects;
import io.menshen.tokens.FormatTokens;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Moves people towards the end of their life in the gateway. An erased person's keys are destroyed,
 * their rows gone, and no identifier leads to them.
 */
public final class Erasure {
    private static final int TRIES = 10;

    private final Revocations revocations;
    private final Subjects subjects;
    private final SubjectChanges changes;
    private final SubjectWrites writes;
    private final ConnectionFactory database;
    private final FormatTokens formats;
    private final LifeRecords records;
    private final Clock clock;

    Erasure(
            Revocations revocations,
            Subjects subjects,
            SubjectChanges changes,
            SubjectWrites writes,
            ConnectionFactory database,
            FormatTokens formats,
            LifeRecords records,
            Clock clock) {
        this.revocations = revocations;
        this.subjects = subjects;
        this.changes = changes;
        this.writes = writes;
        this.database = database;
        this.formats = formats;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Keeps the data and ends every use but those of statutory retention (7-b).
     *
     * @return the person; empty where there is none of that id; a {@link RefusedException} {@code
     *     STORE_UNAVAILABLE} where journal or database fail; an {@link IllegalStateException} where
     *     no way leads there. Once begun it goes on, whoever stops waiting
     */
    public Mono<Subject> freeze(SubjectId subject) {
        return written(Kind.HOLD, subject);
    }

    /** Closes the account, as {@link #freeze} answers; erasure follows (7-c). */
    public Mono<Subject> close(SubjectId subject) {
        return written(Kind.CLOSURE, subject);
    }

    /** Erases the person, as {@link #freeze} answers (7-a, 7-h). */
    public Mono<Subject> erase(SubjectId subject) {
        return written(Kind.ERASURE, subject);
    }

    /**
     * Brings an entry of the journal into the database, where its effect is missing.
     *
     * @return the person; empty where there is none of that id, or another process was first
     */
    public Mono<Subject> replay(JournalEntry.Placed placed) {
        var subject = new SubjectId(placed.entry().subject());
        var kind = placed.entry().kind();
        return refused(revocations.replay(placed, last -> done(kind, subject, last)));
    }

    private Mono<Subject> written(Kind kind, SubjectId subject) {
        var entry = new JournalEntry(kind, clock.instant(), subject.value(), "");
        return refused(revocations.write(entry, last -> done(kind, subject, last)));
    }

    private Mono<Subject> done(Kind kind, SubjectId subject, LastStep last) {
        return switch (kind) {
            case HOLD -> moved(subject, Lifecycle.FROZEN, last);
            case CLOSURE -> moved(subject, Lifecycle.CLOSED, last);
            case ERASURE -> erased(subject, last);
            case WITHDRAWAL ->
                    Mono.error(new IllegalArgumentException("a withdrawal erases nothing"));
        };
    }

    private static Mono<Subject> refused(Mono<Subject> write) {
        return write.onErrorMap(
                failure ->
                        !(failure instanceof RefusedException
                                || failure instanceof IntegrityException
                                || failure instanceof IllegalStateException),
                _ -> Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, 1).toException());
    }

    private Mono<Subject> moved(SubjectId id, Lifecycle to, LastStep last) {
        return changes.change(
                id,
                subject -> isAt(subject, to) ? subject : subject.moved(to),
                changed -> records.before(last, changed, to));
    }

    /** Who is there already, or further, stays. */
    private static boolean isAt(Subject subject, Lifecycle to) {
        return subject.lifecycle().compareTo(to) >= 0;
    }

    private Mono<Subject> erased(SubjectId id, LastStep last) {
        return Mono.defer(() -> subjects.find(id))
                .flatMap(subject -> erased(subject, last))
                .retryWhen(Transactions.anew(TRIES, StaleException.class::isInstance));
    }

    private Mono<Subject> erased(Subject subject, LastStep last) {
        var recorded = records.before(last, subject, Lifecycle.ERASED);
        return Transactions.run(
                database,
                connection ->
                        formats.erase(connection, subject.id())
                                .then(Mono.defer(() -> erase(connection, subject, recorded))));
    }

    private Mono<Subject> erase(Connection connection, Subject subject, LastStep last) {
        if (subject.lifecycle() == Lifecycle.ERASED) {
            return last.apply(connection).thenReturn(subject);
        }
        var erasing =
                subject.lifecycle() == Lifecycle.ERASING
                        ? subject
                        : subject.moved(Lifecycle.ERASING);
        var erased = erasing.moved(Lifecycle.ERASED);
        return writes.erase(connection, erased)
                .thenMany(
                        Flux.just(
                                new Rows("identity", subject.rows().identity()),
                                new Rows("sensitive", subject.rows().sensitive()),
                                new Rows("profile", subject.rows().profile())))
                .concatMap(rows -> gone(connection, rows))
                .then(Mono.defer(() -> last.apply(connection)))
                .thenReturn(erased);
    }

    private record Rows(String schema, UUID row) {}

    private static Mono<Void> gone(Connection connection, Rows rows) {
        var statement =
                connection
                        .createStatement("SELECT %s.erase($1)".formatted(rows.schema()))
                        .bind("$1", rows.row());
        return Flux.from(statement.execute())
                .flatMap(result -> result.map((row, _) -> row.get(0, Long.class) != null))
                .then();
    }
}
