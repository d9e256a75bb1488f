package io.menshen.subject;

import io.menshen.keys.KeyRing;
import io.menshen.storage.Call;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Writes of key records and consent states within a transaction of the role {@code INTAKE} or
 * {@code ERASURE}. Every change names the version it was made from and fails with {@link
 * io.menshen.storage.StaleException} where another writer was first.
 */
public final class SubjectWrites {
    private static final String CLAIM =
            "SELECT subject.claim_key($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    private static final String CHANGE =
            "SELECT subject.change_key($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    private static final String CONSENT = "SELECT subject.put_consent($1, $2, $3, $4)";
    private static final String ERASE = "SELECT subject.erase_key($1, $2, $3)";

    private static final String LOCK = "SELECT subject.lock_key($1, $2)";
    private static final String RETAIN = "SELECT subject.retain_key($1, $2, $3, $4)";

    private final RecordMac macs;

    /** Writes vouched for by that ring. */
    public SubjectWrites(KeyRing keys) {
        this.macs = new RecordMac(keys);
    }

    /** Writes a new person with their state of consent. */
    public Mono<Void> claim(Connection connection, Subject fresh) {
        var subject = fresh.next();
        var wrapped = Objects.requireNonNull(subject.keys(), "a new person has keys");
        var rows = subject.rows();
        var statement =
                connection
                        .createStatement(CLAIM)
                        .bind("$1", subject.id().value())
                        .bind("$2", rows.identity())
                        .bind("$3", rows.sensitive())
                        .bind("$4", rows.profile())
                        .bind("$5", Objects.requireNonNull(subject.auditId(), "an audit id"))
                        .bind("$6", present(wrapped.service()).toArray())
                        .bind("$7", wrapped.statutory().toArray())
                        .bind("$8", wrapped.epoch())
                        .bind("$9", subject.lifecycle().word())
                        .bind("$10", subject.age().word())
                        .bind("$11", date(subject.ageReview()))
                        .bind("$12", subject.guardian().word())
                        .bind("$13", String.join(",", subject.restrictions()))
                        .bind("$14", subject.consents().version())
                        .bind("$15", macs.of(subject));
        return Call.expect(statement, "created").then(consent(connection, subject));
    }

    /** Writes many new people with their states of consent, as {@link #claim} writes one. */
    public Mono<Void> claimAll(Connection connection, List<Subject> fresh) {
        return NewSubjects.write(connection, fresh.stream().map(Subject::next).toList(), macs);
    }

    /**
     * Writes what changed of a person.
     *
     * @param changed the person as read, with changes; its version is the one that was read
     */
    public Mono<Void> change(Connection connection, Subject changed) {
        var subject = changed.next();
        var statement =
                connection
                        .createStatement(CHANGE)
                        .bind("$1", subject.id().value())
                        .bind("$2", changed.version())
                        .bind("$3", subject.lifecycle().word())
                        .bind("$4", subject.age().word())
                        .bind("$5", date(subject.ageReview()))
                        .bind("$6", subject.guardian().word())
                        .bind("$7", String.join(",", subject.restrictions()))
                        .bind("$8", subject.consents().version())
                        .bind("$9", macs.of(subject));
        return Call.expect(statement, "changed").then(consent(connection, subject));
    }

    /** Destroys the keys of a person who was moved to {@code ERASED}, with what leads to them. */
    public Mono<Void> erase(Connection connection, Subject erased) {
        var statement =
                connection
                        .createStatement(ERASE)
                        .bind("$1", erased.id().value())
                        .bind("$2", erased.version())
                        .bind("$3", macs.of(erased.emptied().next()));
        return Call.expect(statement, "erased");
    }

    /** Keeps all other writers from a person, as they were read, to the end of the transaction. */
    public Mono<Void> lock(Connection connection, Subject subject) {
        var statement =
                connection
                        .createStatement(LOCK)
                        .bind("$1", subject.id().value())
                        .bind("$2", subject.version());
        return Call.expect(statement, "locked");
    }

    /** Destroys the service key of {@link Subject#retained}, with what leads to them. */
    public Mono<Void> retain(Connection connection, Subject retained) {
        var statement =
                connection
                        .createStatement(RETAIN)
                        .bind("$1", retained.id().value())
                        .bind("$2", retained.version())
                        .bind("$3", present(retained.auditId()))
                        .bind("$4", macs.of(retained.next()));
        return Call.expect(statement, "retained");
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value, "a new person has keys, a retained one an audit id");
    }

    private Mono<Void> consent(Connection connection, Subject subject) {
        var state = subject.consents();
        if (state.version() == 0) {
            return Mono.empty();
        }
        var statement =
                connection
                        .createStatement(CONSENT)
                        .bind("$1", subject.id().value())
                        .bind("$2", state.version())
                        .bind("$3", state.text())
                        .bind("$4", macs.of(subject.id().value(), state));
        return Call.word(statement).then();
    }

    private static Object date(@Nullable LocalDate date) {
        return date == null ? Parameters.in(R2dbcType.DATE) : date;
    }
}
