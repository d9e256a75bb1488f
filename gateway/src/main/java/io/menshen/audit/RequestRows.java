package io.menshen.audit;

import io.r2dbc.spi.Connection;
import reactor.core.publisher.Flux;

/** Reads the distinct decision requests and how often each was asked on a day. */
final class RequestRows {
    private static final String BODIES = "SELECT hash, body FROM audit.request ORDER BY hash";

    /** A row a day, request and count: those that were counted, and the records after them. */
    static final String USES =
            """
            (
                SELECT day, hash, uses FROM audit.request_day
                UNION ALL
                SELECT (r.at AT TIME ZONE 'Asia/Shanghai')::date, r.request_hash, 1
                FROM audit.chain c
                LEFT JOIN (SELECT chain, max(last_seq) AS seq FROM audit.request_day GROUP BY chain) counted USING (chain)
                JOIN audit.record r ON r.chain = c.chain AND r.seq > coalesce(counted.seq, 0)
                WHERE r.request_hash <> ''
            )
            """;

    private static final String DAYS =
            "SELECT day::text AS day, hash, sum(uses)::bigint AS uses FROM "
                    + USES
                    + " used GROUP BY day, hash ORDER BY day, hash";

    private RequestRows() {}

    /** A request as it is kept. */
    record Kept(String hash, String body) {}

    /** How often a request was asked on a day, Asia/Shanghai, as it is counted. */
    record Counted(String day, String hash, long uses) {}

    static Flux<Kept> bodies(Connection connection) {
        return Flux.from(connection.createStatement(BODIES).fetchSize(1000).execute())
                .concatMap(result ->
                        result.map((row, _) ->
                                new Kept(Chains.text(row, "hash"), Chains.text(row, "body"))));
    }

    static Flux<Counted> days(Connection connection) {
        return Flux.from(connection.createStatement(DAYS).fetchSize(1000).execute())
                .concatMap(result ->
                        result.map((row, _) ->
                                new Counted(
                                        Chains.text(row, "day"),
                                        Chains.text(row, "hash"),
                                        Chains.number(row, "uses"))));
    }
}
