package io.menshen.cases;

import io.menshen.kernel.SubjectId;
import io.menshen.storage.Call;
import io.menshen.storage.Transactions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Statement;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Copies in the database. */
final class Copies {
    private static final String READ =
            """
            SELECT copy_id, form, (extract(epoch FROM made_at) * 1000)::bigint AS made,
                (extract(epoch FROM expires_at) * 1000)::bigint AS expires, sealed
            FROM cases.copy WHERE subject_id = $1 AND expires_at > $2 ORDER BY made_at DESC, copy_id
            """;

    private final ConnectionFactory reading;
    private final ConnectionFactory writing;

    /** Over connections of the roles {@code CASES} and {@code INTAKE}. */
    Copies(ConnectionFactory reading, ConnectionFactory writing) {
        this.reading = reading;
        this.writing = writing;
    }

    /**
     * Those of a person that are still given, the newest first.
     *
     * @return {@code STORE_UNAVAILABLE} where the database does not answer
     */
    Flux<CopyRow> of(SubjectId person, Instant now) {
        return all(c -> c.createStatement(READ).bind("$1", person.value()).bind("$2", now));
    }

    private Flux<CopyRow> all(Function<Connection, Statement> asked) {
        return Flux.usingWhen(
                        reading.create(),
                        open ->
                                Flux.from(asked.apply(open).execute())
                                        .flatMap(result -> result.map(CopyRow::of)),
                        Connection::close)
                .onErrorMap(R2dbcException.class, _ -> CaseReads.unavailable());
    }

    /**
     * Keeps one in place of that form's before, in a transaction of the role {@code INTAKE}; a
     * {@link io.menshen.storage.StaleException} where the person is being erased.
     */
    static Mono<Void> keep(Connection connection, SubjectId person, CopyRow row) {
        var statement =
                connection
                        .createStatement("SELECT cases.keep_copy($1, $2, $3, $4, $5, $6)")
                        .bind("$1", row.id())
                        .bind("$2", person.value())
                        .bind("$3", row.form())
                        .bind("$4", row.made())
                        .bind("$5", row.expires())
                        .bind("$6", ByteBuffer.wrap(row.sealed().toArray()));
        return Call.expect(statement, "kept");
    }

    /** Takes away what is past its time; answers how many. */
    Mono<Long> forgetPast(Instant now) {
        return Transactions.run(writing, connection -> forgotten(connection, now));
    }

    private static Mono<Long> forgotten(Connection connection, Instant now) {
        var statement =
                connection.createStatement("SELECT cases.forget_copies($1)").bind("$1", now);
        return Flux.from(statement.execute())
                .flatMap(result ->
                        result.map((row, _) -> Objects.requireNonNull(row.get(0, Long.class))))
                .single();
    }
}
