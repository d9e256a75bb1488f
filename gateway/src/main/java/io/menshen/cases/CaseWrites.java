package io.menshen.cases;

import io.menshen.kernel.SubjectId;
import io.menshen.storage.Call;
import io.menshen.storage.StaleException;
import io.r2dbc.spi.Connection;
import java.nio.ByteBuffer;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Writes of cases within a transaction of the role {@code INTAKE}. */
final class CaseWrites {
    private CaseWrites() {}

    /**
     * Whether a person may open a case of that kind on their pages: {@code free}, {@code open},
     * {@code often} or {@code gone}; others of that person wait until the transaction ends.
     *
     * @param dayBegan when the present day did
     */
    static Mono<String> claim(
            Connection connection, SubjectId person, CaseKind kind, Instant dayBegan) {
        return Call.word(
                connection
                        .createStatement("SELECT cases.claim($1, $2, $3)")
                        .bind("$1", person.value())
                        .bind("$2", CaseWords.of(kind))
                        .bind("$3", dayBegan));
    }

    /** Writes a new case; its first act follows by {@link #add}. */
    static Mono<Void> open(Connection connection, CaseRow row) {
        var filed = row.filed();
        var statement =
                connection
                        .createStatement("SELECT cases.open($1, $2, $3, $4, $5, $6, $7, $8, $9)")
                        .bind("$1", row.id())
                        .bind("$2", CaseWords.of(filed.kind()))
                        .bind("$3", CaseWords.of(filed.inlet()))
                        .bind("$4", CaseWords.of(filed.identity()))
                        .bind("$5", filed.at())
                        .bind("$6", filed.deadline())
                        .bind("$7", CaseWords.of(filed.counted()))
                        .bind("$8", ByteBuffer.wrap(row.stand().last().toArray()))
                        .bind("$9", ByteBuffer.wrap(row.mac().toArray()));
        return Call.expect(statement, "opened");
    }

    /** Says whom it is about; a {@link StaleException} where they are being erased. */
    static Mono<Void> name(Connection connection, PersonRow row) {
        var statement =
                connection
                        .createStatement("SELECT cases.name($1, $2, $3)")
                        .bind("$1", row.caseId())
                        .bind("$2", row.subject().value())
                        .bind("$3", ByteBuffer.wrap(row.mac().toArray()));
        return Call.expect(statement, "named");
    }

    /**
     * Writes how a case stands now; a {@link StaleException} where another act was first.
     *
     * @param row whose version is that of the one before and one more
     */
    static Mono<Void> move(Connection connection, CaseRow row) {
        var stand = row.stand();
        var statement =
                connection
                        .createStatement("SELECT cases.move($1, $2, $3, $4, $5, $6, $7)")
                        .bind("$1", row.id())
                        .bind("$2", stand.version() - 1)
                        .bind("$3", CaseWords.of(stand.status()))
                        .bind("$4", stand.reason().map(CaseWords::of).orElse(""))
                        .bind("$5", stand.owner())
                        .bind("$6", ByteBuffer.wrap(stand.last().toArray()))
                        .bind("$7", ByteBuffer.wrap(row.mac().toArray()));
        return Call.expect(statement, "moved");
    }

    /** Adds an act to the history. */
    static Mono<Void> add(Connection connection, ActRow row) {
        var done = row.done();
        var statement =
                connection
                        .createStatement("SELECT cases.add_act($1, $2, $3, $4, $5, $6, $7, $8, $9)")
                        .bind("$1", row.caseId())
                        .bind("$2", row.seq())
                        .bind("$3", done.at())
                        .bind("$4", CaseWords.of(done.act()))
                        .bind("$5", CaseWords.of(done.status()))
                        .bind("$6", done.staff())
                        .bind("$7", done.detail())
                        .bind("$8", ByteBuffer.wrap(done.sealed().toArray()))
                        .bind("$9", ByteBuffer.wrap(row.mac().toArray()));
        return Call.expect(statement, "added");
    }
}
