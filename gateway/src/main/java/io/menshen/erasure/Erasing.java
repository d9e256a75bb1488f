package io.menshen.erasure;

import io.menshen.journal.Revocations.LastStep;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.SubjectId;
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
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The erasure itself: one transaction, in which keys, rows and tokens go and the proof comes. */
final class Erasing {
    private static final int TRIES = 10;

    private final Subjects subjects;
    private final SubjectWrites writes;
    private final ConnectionFactory database;
    private final FormatTokens formats;
    private final LifeRecords records;
    private final Proof proof;
    private final Clock clock;

    Erasing(
            Subjects subjects,
            SubjectWrites writes,
            ConnectionFactory database,
            FormatTokens formats,
            LifeRecords records,
            Proof proof,
            Clock clock) {
        this.subjects = subjects;
        this.writes = writes;
        this.database = database;
        this.formats = formats;
        this.records = records;
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
        if (subject.lifecycle() == Lifecycle.ERASED) {
            return end.of(connection, subject).thenReturn(subject);
        }
        var erasing =
                subject.lifecycle() == Lifecycle.ERASING
                        ? subject
                        : subject.moved(Lifecycle.ERASING);
        var erased = erasing.moved(Lifecycle.ERASED);
        return writes.erase(connection, erased)
                .then(emptied(connection, subject))
                .then(Mono.defer(() -> proof.keep(connection, proved(subject, end.mark()))))
                .then(Mono.defer(() -> end.of(connection, erased)))
                .thenReturn(erased);
    }

    private Erased proved(Subject subject, Mark mark) {
        var keys = Objects.requireNonNull(subject.keys(), "who is not erased has keys");
        var owners = formats.owners(subject.id());
        return new Erased(
                subject.id(),
                subject.rows(),
                owners,
                keys.epoch(),
                clock.instant(),
                mark.reason(),
                mark.proof(),
                mark.salt());
    }

    private record Rows(String schema, UUID row) {}

    private static Mono<Void> emptied(Connection connection, Subject subject) {
        var rows = subject.rows();
        return Flux.just(
                        new Rows("identity", rows.identity()),
                        new Rows("sensitive", rows.sensitive()),
                        new Rows("profile", rows.profile()),
                        new Rows("cases", subject.id().value()))
                .concatMap(store -> gone(connection, store))
                .then();
    }

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
