package io.menshen.audit;

import io.menshen.storage.Transactions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds records, the newest first. It checks no chain: that is for the verification. */
public final class AuditSearch {
    private static final String RECORDS =
            """
            SELECT r.chain, r.seq, (extract(epoch FROM r.at) * 1000000)::bigint::text AS at, r.consumer, r.staff, r.purpose,
                   r.operation, r.channel, r.stores, r.revision, r.outcome, r.reasons, r.fields, r.trace_id, r.decision_id,
                   q.body AS request
            FROM audit.record r LEFT JOIN audit.request q ON q.hash = r.request_hash
            WHERE r.at >= $1 AND r.at < $2 AND (r.at, r.chain, r.seq) < ($3, $4, $5)
            """;

    private static final String ORDER = " ORDER BY r.at DESC, r.chain DESC, r.seq DESC LIMIT $6";

    private static final String REQUESTS =
            "SELECT r.body, sum(d.uses)::bigint AS uses FROM audit.request r JOIN "
                    + RequestRows.USES
                    + " d ON d.hash = r.hash WHERE d.day >= $1 GROUP BY r.body ORDER BY uses DESC, r.body";

    private final ConnectionFactory database;

    private AuditSearch(ConnectionFactory database) {
        this.database = database;
    }

    /** A search on connections of the role menshen_audit. */
    public static AuditSearch on(ConnectionFactory database) {
        return new AuditSearch(database);
    }

    /**
     * What is looked for; what is null narrows nothing.
     *
     * @param from the first moment
     * @param to the moment after the last one
     * @param field one that was shown
     */
    public record Wanted(
            Instant from,
            Instant to,
            @Nullable UUID auditId,
            @Nullable String decisionId,
            @Nullable String consumer,
            @Nullable String field) {}

    /** Where a record stands in the order of a search. */
    public record Place(Instant at, UUID chain, long seq) {}

    /**
     * A record as it stands.
     *
     * @param fields {@code field:treatment} each
     * @param request the decision request, without its day; null where none was made
     */
    public record Found(
            Place place,
            String consumer,
            @Nullable String staff,
            String purpose,
            String operation,
            @Nullable String channel,
            List<String> stores,
            long revision,
            String outcome,
            List<String> reasons,
            List<String> fields,
            String traceId,
            String decisionId,
            @Nullable String request) {}

    /**
     * Records that fit.
     *
     * @param before the place of the last one that is known already; null to begin
     * @param limit how many at most, 1 or more
     */
    public Mono<List<Found>> find(Wanted wanted, @Nullable Place before, int limit) {
        return Transactions.run(database, c -> rows(c, wanted, before, limit).collectList());
    }

    /**
     * A decision request that was asked.
     *
     * @param body without its day; it holds no person
     * @param uses how often, 1 or more
     */
    public record Asked(String body, long uses) {}

    /** Each distinct decision request that was asked since that day, most used first. */
    public Mono<List<Asked>> requests(LocalDate since) {
        return Transactions.run(database, c -> asked(c, since).collectList());
    }

    private static Flux<Asked> asked(Connection connection, LocalDate since) {
        return Flux.from(connection.createStatement(REQUESTS).bind("$1", since).execute())
                .flatMap(result -> result.map((row, _) -> asked(row)));
    }

    private static Asked asked(Row row) {
        return new Asked(Chains.text(row, "body"), Chains.number(row, "uses"));
    }

    private static Flux<Found> rows(
            Connection connection, Wanted wanted, @Nullable Place before, int limit) {
        var end = before == null ? new Place(wanted.to(), new UUID(-1, -1), 0) : before;
        var filter = new Filter(wanted);
        var statement =
                connection
                        .createStatement(RECORDS + filter.sql() + ORDER)
                        .bind("$1", wanted.from())
                        .bind("$2", wanted.to())
                        .bind("$3", end.at())
                        .bind("$4", end.chain())
                        .bind("$5", end.seq())
                        .bind("$6", limit);
        return Flux.from(filter.bound(statement).execute())
                .flatMap(result -> result.map((row, _) -> found(row)));
    }

    private static Found found(Row row) {
        var at = Body.instant(Chains.text(row, "at"));
        var chain = Objects.requireNonNull(row.get("chain", UUID.class));
        return new Found(
                new Place(at, chain, Chains.number(row, "seq")),
                Chains.text(row, "consumer"),
                row.get("staff", String.class),
                Chains.text(row, "purpose"),
                Chains.text(row, "operation"),
                row.get("channel", String.class),
                words(row, "stores"),
                Chains.number(row, "revision"),
                Chains.text(row, "outcome"),
                words(row, "reasons"),
                words(row, "fields"),
                Chains.text(row, "trace_id"),
                Chains.text(row, "decision_id"),
                row.get("request", String.class));
    }

    private static List<String> words(Row row, String column) {
        var text = Chains.text(row, column);
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }
}
