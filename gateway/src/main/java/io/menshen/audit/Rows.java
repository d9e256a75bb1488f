package io.menshen.audit;

import io.netty.buffer.ByteBuf;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Wrapped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes a batch of records by COPY, which the server commits whole or not at all. Requests that
 * this writer has not kept yet are kept in the same transaction.
 */
final class Rows {
    private static final int COLUMNS = 20;

    private static final String COPY =
            """
            COPY audit.record (chain, seq, previous, hash, at, consumer, staff, purpose, operation, channel, audit_id, stores,
                               plan_hash, request_hash, revision, outcome, reasons, fields, trace_id, decision_id)
            FROM STDIN (FORMAT binary)
            """;

    private static final String REQUESTS =
            "INSERT INTO audit.request SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING";

    private final KnownRequests known = new KnownRequests();

    /**
     * Inserts and commits.
     *
     * @param entries the records in their chain, none empty
     * @param records the same as they were given
     * @return an error where not all of them are kept
     */
    Mono<Void> insert(Connection connection, List<Entry> entries, List<AuditRecord> records) {
        var unknown = unknown(entries, records);
        if (unknown.isEmpty()) {
            return copy(connection, entries).then(Mono.defer(() -> committed(connection)));
        }
        return Mono.from(connection.beginTransaction())
                .then(keep(connection, unknown))
                .then(copy(connection, entries))
                .then(Mono.defer(() -> Mono.from(connection.commitTransaction())))
                .doOnSuccess(_ -> known.add(unknown.keySet()));
    }

    /**
     * The server says after each statement whether a transaction is still open. One could be where
     * its beginning was answered after whoever began it had given up.
     */
    private static Mono<Void> committed(Connection connection) {
        return connection.isAutoCommit()
                ? Mono.empty()
                : Mono.from(connection.rollbackTransaction())
                        .then(Mono.error(() -> new IllegalStateException("not committed")));
    }

    /** What this writer knows to be kept may be gone: after a failure it keeps all anew. */
    void forget() {
        known.clear();
    }

    /** Sorted, so that two writers never wait for each other crosswise. */
    private Map<String, String> unknown(List<Entry> entries, List<AuditRecord> records) {
        var bodies = new TreeMap<String, String>();
        for (var i = 0; i < entries.size(); i++) {
            var hash = entries.get(i).body().requestHash();
            if (!hash.isEmpty() && !known.contains(hash)) {
                bodies.put(hash, records.get(i).request());
            }
        }
        return bodies;
    }

    private static Mono<Void> keep(Connection connection, Map<String, String> bodies) {
        var statement =
                connection
                        .createStatement(REQUESTS)
                        .bind("$1", bodies.keySet().toArray(String[]::new))
                        .bind("$2", bodies.values().toArray(String[]::new));
        return Flux.from(statement.execute()).flatMap(Result::getRowsUpdated).then();
    }

    private static Mono<Void> copy(Connection connection, List<Entry> entries) {
        return Mono.defer(() -> postgresql(connection).copyIn(COPY, Mono.just(binary(entries))))
                .filter(count -> count == entries.size())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("rows are missing")))
                .then();
    }

    private static PostgresqlConnection postgresql(Connection connection) {
        var bare =
                connection instanceof Wrapped<?> pooled
                        ? pooled.unwrap(PostgresqlConnection.class)
                        : (PostgresqlConnection) connection;
        return Objects.requireNonNull(bare, "the pool holds connections to PostgreSQL");
    }

    private static ByteBuf binary(List<Entry> entries) {
        var rows = new BinaryRows(entries.size());
        entries.forEach(entry -> add(rows, entry));
        return rows.end();
    }

    private static void add(BinaryRows rows, Entry entry) {
        var body = entry.body();
        rows.row(COLUMNS)
                .uuid(entry.chain())
                .number(entry.seq())
                .bytes(entry.previous())
                .bytes(entry.hash())
                .moment(Long.parseLong(body.at()))
                .text(body.consumer())
                .text(body.staff())
                .text(body.purpose())
                .text(body.operation())
                .text(body.channel())
                .uuid(body.auditId() == null ? null : UUID.fromString(body.auditId()))
                .text(body.stores())
                .text(body.planHash())
                .text(body.requestHash())
                .number(Long.parseLong(body.revision()))
                .text(body.outcome())
                .text(body.reasons())
                .text(body.fields())
                .text(body.traceId())
                .text(body.decisionId());
    }

    /** Counts the requests of a chain up to that record by day; those before are counted once. */
    static Mono<Void> count(Connection connection, Head upTo) {
        // Without parameters: r2dbc-postgresql 1.1.3 leaks those of a statement that is cancelled.
        var sql =
                """
                INSERT INTO audit.request_day (day, hash, chain, last_seq, uses)
                SELECT (at AT TIME ZONE 'Asia/Shanghai')::date, request_hash, chain, %2$d, count(*) FROM audit.record
                WHERE chain = '%1$s' AND request_hash <> '' AND seq <= %2$d
                    AND seq > (SELECT coalesce(max(last_seq), 0) FROM audit.request_day WHERE chain = '%1$s')
                GROUP BY 1, 2, 3
                """
                        .formatted(upTo.chain(), upTo.seq());
        return Flux.from(connection.createStatement(sql).execute())
                .flatMap(Result::getRowsUpdated)
                .then();
    }
}
