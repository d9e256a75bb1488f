package io.menshen.audit;

import io.menshen.kernel.BusinessDay;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes a batch by one statement, which the server commits whole or not at all. Bytes go as hex in
 * text arrays, since r2dbc-postgresql 1.1.3 loses rows of a {@code byte[][]}.
 */
final class Rows {
    private static final String INSERT =
            """
            WITH kept AS (
                INSERT INTO audit.record
                SELECT $1::uuid, seq, decode(previous, 'hex'), decode(hash, 'hex'),
                       'epoch'::timestamptz + at::bigint * interval '1 microsecond',
                       consumer, staff, purpose, operation, channel, audit_id::uuid, stores, plan_hash, request_hash,
                       revision::bigint, outcome, reasons, fields, trace_id, decision_id
                FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                            $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[],
                            $16::text[], $17::text[], $18::text[], $19::text[], $20::text[])
                    AS t (seq, previous, hash, at, consumer, staff, purpose, operation, channel, audit_id, stores,
                          plan_hash, request_hash, revision, outcome, reasons, fields, trace_id, decision_id)
                RETURNING 1
            ), known AS (
                INSERT INTO audit.request SELECT * FROM unnest($21::text[], $22::text[]) ON CONFLICT DO NOTHING
            ), counted AS (
                INSERT INTO audit.request_day
                SELECT day::date, hash, $1::uuid, $23, uses
                FROM unnest($24::text[], $25::text[], $26::bigint[]) AS t (day, hash, uses)
            )
            SELECT count(*) FROM kept
            """;

    private static final List<Function<Entry, @Nullable String>> COLUMNS =
            List.of(
                    Entry::previous,
                    Entry::hash,
                    entry -> entry.body().at(),
                    entry -> entry.body().consumer(),
                    entry -> entry.body().staff(),
                    entry -> entry.body().purpose(),
                    entry -> entry.body().operation(),
                    entry -> entry.body().channel(),
                    entry -> entry.body().auditId(),
                    entry -> entry.body().stores(),
                    entry -> entry.body().planHash(),
                    entry -> entry.body().requestHash(),
                    entry -> entry.body().revision(),
                    entry -> entry.body().outcome(),
                    entry -> entry.body().reasons(),
                    entry -> entry.body().fields(),
                    entry -> entry.body().traceId(),
                    entry -> entry.body().decisionId());

    private final ZoneId zone;

    /** To be made before an event loop needs it: loading the zone's rules reads a file. */
    Rows() {
        this.zone = BusinessDay.ZONE;
    }

    /** A day and a request. */
    private record Asked(LocalDate day, String hash) implements Comparable<Asked> {
        @Override
        public int compareTo(Asked other) {
            var byHash = hash.compareTo(other.hash);
            return byHash == 0 ? day.compareTo(other.day) : byHash;
        }
    }

    /**
     * Inserts and commits.
     *
     * @param entries the records in their chain, none empty
     * @param records the same as they were given
     */
    Mono<Long> insert(Connection connection, List<Entry> entries, List<AuditRecord> records) {
        var first = entries.getFirst();
        var statement = connection.createStatement(INSERT).bind("$1", first.chain());
        statement.bind("$2", entries.stream().map(Entry::seq).toArray(Long[]::new));
        for (var column = 0; column < COLUMNS.size(); column++) {
            var texts = entries.stream().map(COLUMNS.get(column)).toArray(String[]::new);
            statement.bind("$" + (column + 3), texts);
        }
        requests(statement, entries, records);
        days(statement.bind("$23", first.seq()), entries, records);
        return Flux.from(statement.execute())
                .flatMap(result -> result.map((row, _) -> count(row.get(0, Long.class))))
                .single();
    }

    private static long count(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    /** Sorted, so that two writers never wait for each other crosswise. */
    private static void requests(
            Statement statement, List<Entry> entries, List<AuditRecord> records) {
        var bodies = new TreeMap<String, String>();
        for (var i = 0; i < entries.size(); i++) {
            var hash = entries.get(i).body().requestHash();
            if (!hash.isEmpty()) {
                bodies.put(hash, records.get(i).request());
            }
        }
        statement.bind("$21", bodies.keySet().toArray(String[]::new));
        statement.bind("$22", bodies.values().toArray(String[]::new));
    }

    private void days(Statement statement, List<Entry> entries, List<AuditRecord> records) {
        Map<Asked, Long> uses = new TreeMap<>();
        for (var i = 0; i < entries.size(); i++) {
            var hash = entries.get(i).body().requestHash();
            if (!hash.isEmpty()) {
                var day = LocalDate.ofInstant(records.get(i).at(), zone);
                uses.merge(new Asked(day, hash), 1L, Long::sum);
            }
        }
        var asked = uses.keySet();
        statement.bind("$24", asked.stream().map(a -> a.day().toString()).toArray(String[]::new));
        statement.bind("$25", asked.stream().map(Asked::hash).toArray(String[]::new));
        statement.bind("$26", uses.values().toArray(Long[]::new));
    }
}
