package io.menshen.cases;

import io.menshen.kernel.Refusal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads of cases, which refuse what was changed behind the gateway's back. */
final class CaseReads {
    private static final String COLUMNS =
            """
            SELECT case_id, kind, inlet, identity, CASE WHEN isfinite(opened_at) THEN (extract(epoch FROM opened_at) * 1000)::bigint ELSE 0 END AS at,
                deadline, counted, status, reason, owner, version, encode(last, 'hex') AS last, encode(mac, 'hex') AS mac
            FROM cases.request
            """;

    private static final String ONE = COLUMNS + " WHERE case_id = $1";
    private static final String SOME =
            COLUMNS
                    + """
                    WHERE ($1 = '' OR status = $1) AND ($2 = '' OR kind = $2) AND ($3 = '' OR owner = $3) AND deadline < $4
                        AND ($5 = 'any' OR status NOT IN ('done', 'refused', 'taken_back')) AND (deadline, case_id) > ($6, $7)
                    ORDER BY deadline, case_id LIMIT $8
                    """;
    private static final String OWN =
            "SELECT r.*, encode(p.mac, 'hex') AS person_mac FROM ("
                    + COLUMNS
                    + """
                    ) r JOIN cases.person p ON p.case_id = r.case_id
                    WHERE p.subject_id = $1 ORDER BY r.at DESC, r.case_id LIMIT $2
                    """;
    private static final String PERSON =
            "SELECT subject_id, encode(mac, 'hex') AS mac FROM cases.person WHERE case_id = $1";
    private static final String HISTORY =
            """
            SELECT seq, (extract(epoch FROM at) * 1000)::bigint AS at, act, status, staff, detail, encode(sealed, 'hex') AS sealed,
                encode(mac, 'hex') AS mac
            FROM cases.history WHERE case_id = $1 ORDER BY seq
            """;
    private static final String COUNTS =
            """
            SELECT count(*) AS alive, count(*) FILTER (WHERE deadline < $1) AS overdue,
                count(*) FILTER (WHERE deadline BETWEEN $1 AND $2) AS in1, count(*) FILTER (WHERE deadline BETWEEN $1 AND $3) AS in2,
                count(*) FILTER (WHERE deadline BETWEEN $1 AND $4) AS in5
            FROM cases.request WHERE status NOT IN ('done', 'refused', 'taken_back')
            """;

    private final ConnectionFactory database;
    private final KeyRing keys;

    /** Reads over connections of the role {@code CASES}. */
    CaseReads(ConnectionFactory database, KeyRing keys) {
        this.database = database;
        this.keys = keys;
    }

    /**
     * The case of that id.
     *
     * @return empty where there is none; an {@link io.menshen.keys.IntegrityException} where it was
     *     changed; {@code STORE_UNAVAILABLE} where the database does not answer
     */
    Mono<CaseRow> find(UUID id) {
        return all(c -> c.createStatement(ONE).bind("$1", id), CaseColumns::request)
                .next()
                .doOnNext(row -> row.requireTrue(keys));
    }

    /** The same as a list, in which those that were changed have their place only. */
    Mono<List<Listed>> list(CaseFilter filter) {
        return all(c -> bound(c, filter), row -> CaseColumns.listed(row, keys)).collectList();
    }

    /** The newest cases of a person, the newest first; as {@link #list}. */
    Mono<List<Listed>> of(SubjectId person, int most) {
        return all(
                        c -> c.createStatement(OWN).bind("$1", person.value()).bind("$2", most),
                        row -> CaseColumns.own(person, row, keys))
                .collectList();
    }

    private static Statement bound(Connection connection, CaseFilter filter) {
        return connection
                .createStatement(SOME)
                .bind("$1", filter.status())
                .bind("$2", filter.kind())
                .bind("$3", filter.owner())
                .bind("$4", filter.dueBefore())
                .bind("$5", filter.alive() ? "alive" : "any")
                .bind("$6", filter.after().deadline())
                .bind("$7", filter.after().id())
                .bind("$8", filter.limit());
    }

    /** Whom a case is about; empty where it is nobody, or nobody any more. */
    Mono<SubjectId> person(UUID id) {
        return all(
                        c -> c.createStatement(PERSON).bind("$1", id),
                        row -> CaseColumns.person(id, row))
                .next()
                .doOnNext(row -> row.requireTrue(keys))
                .map(PersonRow::subject);
    }

    /** All acts of a case in order. */
    Mono<List<ActRow>> history(CaseRow row) {
        var id = row.id();
        return all(
                        c -> c.createStatement(HISTORY).bind("$1", id),
                        read -> CaseColumns.act(id, read))
                .collectList()
                .doOnNext(history -> ActRow.requireTrue(row, history, keys));
    }

    /**
     * How many cases are not ended, and how near their deadlines are.
     *
     * @param ends the last day within one, two and five working days
     */
    Mono<CaseCounts> counts(LocalDate today, List<LocalDate> ends) {
        return all(
                        c ->
                                c.createStatement(COUNTS)
                                        .bind("$1", today)
                                        .bind("$2", ends.get(0))
                                        .bind("$3", ends.get(1))
                                        .bind("$4", ends.get(2)),
                        CaseColumns::counts)
                .single();
    }

    private <T> Flux<T> all(Function<Connection, Statement> asked, Function<Readable, T> row) {
        return Flux.usingWhen(
                        database.create(),
                        open ->
                                Flux.from(asked.apply(open).execute())
                                        .flatMap(result -> result.map(row)),
                        Connection::close)
                .onErrorMap(R2dbcException.class, _ -> unavailable());
    }

    static RuntimeException unavailable() {
        return Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, 1).toException();
    }
}
