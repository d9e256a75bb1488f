package io.menshen.audit;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads the database: openings, heads, checkpoints, records. Instants as microseconds, bytes as
 * hex.
 */
final class Chains {
    private static final String HEADS =
            """
            SELECT c.chain, coalesce(r.seq, 0) AS seq, encode(coalesce(r.hash, c.hash), 'hex') AS hash
            FROM audit.chain c
            LEFT JOIN LATERAL (SELECT seq, hash FROM audit.record WHERE chain = c.chain ORDER BY seq DESC LIMIT 1) r ON true
            """;

    private static final String OPENINGS =
            """
            SELECT chain, (extract(epoch FROM opened_at) * 1000000)::bigint::text AS at, predecessor, predecessor_seq,
                   encode(predecessor_hash, 'hex') AS predecessor_hash, encode(hash, 'hex') AS hash
            FROM audit.chain ORDER BY opened_at, chain
            """;

    private static final String CHECKPOINTS =
            """
            SELECT number, (extract(epoch FROM at) * 1000000)::bigint::text AS at, encode(previous, 'hex') AS previous,
                   base, chains, heads, encode(root, 'hex') AS root, key_id, encode(signature, 'hex') AS signature
            FROM audit.checkpoint
            """;

    private static final String RECORDS =
            """
            SELECT chain, seq, encode(previous, 'hex') AS previous, encode(hash, 'hex') AS hash,
                   (extract(epoch FROM at) * 1000000)::bigint::text AS at, consumer, staff, purpose, operation, channel,
                   audit_id::text AS audit_id, stores, plan_hash, request_hash, revision::text AS revision, outcome,
                   reasons, fields, trace_id, decision_id
            FROM audit.record ORDER BY chain, seq
            """;

    private static final UUID NOBODY = new UUID(0, 0);

    private Chains() {}

    /** The heads of all chains. */
    static Flux<Head> heads(Connection connection) {
        return Flux.from(connection.createStatement(HEADS).execute())
                .flatMap(result -> result.map((row, _) -> head(row)));
    }

    /** The head of one chain; empty where it is not opened. */
    static Mono<Head> head(Connection connection, UUID chain) {
        return Flux.from(
                        connection
                                .createStatement(HEADS + " WHERE c.chain = $1")
                                .bind("$1", chain)
                                .execute())
                .flatMap(result -> result.map((row, _) -> head(row)))
                .next();
    }

    /** The head of the chain opened last; empty before the very first. */
    static Mono<Head> latest(Connection connection) {
        return Flux.from(
                        connection
                                .createStatement(HEADS + " ORDER BY c.opened_at DESC LIMIT 1")
                                .execute())
                .flatMap(result -> result.map((row, _) -> head(row)))
                .next();
    }

    static Flux<Opening> openings(Connection connection) {
        return Flux.from(connection.createStatement(OPENINGS).execute())
                .flatMap(result -> result.map((row, _) -> opening(row)));
    }

    /** All checkpoints above a number, in order. */
    static Flux<Checkpoint> checkpoints(Connection connection, long above) {
        return page(connection, above, Integer.MAX_VALUE);
    }

    /** The same, no more than so many. */
    static Flux<Checkpoint> page(Connection connection, long above, int limit) {
        return Flux.from(
                        connection
                                .createStatement(
                                        CHECKPOINTS + " WHERE number > $1 ORDER BY number LIMIT $2")
                                .bind("$1", above)
                                .bind("$2", limit)
                                .execute())
                .flatMap(result -> result.map((row, _) -> CheckpointRow.read(row)));
    }

    /** The newest checkpoint; empty before the first. */
    static Mono<Checkpoint> newest(Connection connection) {
        return Flux.from(
                        connection
                                .createStatement(CHECKPOINTS + " ORDER BY number DESC LIMIT 1")
                                .execute())
                .flatMap(result -> result.map((row, _) -> CheckpointRow.read(row)))
                .next();
    }

    /** All records, by chain and seq. */
    static Flux<Entry> records(Connection connection) {
        return Flux.from(connection.createStatement(RECORDS).fetchSize(1000).execute())
                .concatMap(result -> result.map((row, _) -> entry(row)));
    }

    private static Head head(Row row) {
        return new Head(uuid(row), number(row, "seq"), text(row, "hash"));
    }

    private static Opening opening(Row row) {
        return new Opening(uuid(row), text(row, "at"), predecessor(row), text(row, "hash"));
    }

    /** What stands beside no predecessor counts too: the opening then gives another hash. */
    private static @Nullable Head predecessor(Row row) {
        var chain = row.get("predecessor", UUID.class);
        var seq = number(row, "predecessor_seq");
        var hash = optional(row, "predecessor_hash");
        if (chain == null && seq == 0 && hash == null) {
            return null;
        }
        return new Head(chain == null ? NOBODY : chain, seq, hash == null ? "" : hash);
    }

    private static Entry entry(Row row) {
        return new Entry(
                uuid(row), number(row, "seq"), text(row, "previous"), text(row, "hash"), body(row));
    }

    private static Body body(Row row) {
        return new Body(
                text(row, "at"),
                text(row, "consumer"),
                optional(row, "staff"),
                text(row, "purpose"),
                text(row, "operation"),
                optional(row, "channel"),
                optional(row, "audit_id"),
                text(row, "stores"),
                text(row, "plan_hash"),
                text(row, "request_hash"),
                text(row, "revision"),
                text(row, "outcome"),
                text(row, "reasons"),
                text(row, "fields"),
                text(row, "trace_id"),
                text(row, "decision_id"));
    }

    private static UUID uuid(Row row) {
        return Objects.requireNonNull(row.get("chain", UUID.class), "chain");
    }

    static long number(Row row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class), column);
    }

    static String text(Row row, String column) {
        return Objects.requireNonNull(optional(row, column), column);
    }

    private static @Nullable String optional(Row row, String column) {
        return row.get(column, String.class);
    }
}
