package io.menshen.cases;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads of holds, which refuse what was changed behind the gateway's back. */
final class HoldReads {
    private static final String COLUMNS =
            """
            SELECT hold_id, act, ground, CASE WHEN isfinite(asked_at) THEN (extract(epoch FROM asked_at) * 1000)::bigint ELSE 0 END AS asked_at,
                asked_by, status, CASE WHEN isfinite(ended_at) THEN (extract(epoch FROM ended_at) * 1000)::bigint
                    WHEN ended_at IS NOT NULL THEN 0 END AS ended_at, ended_by, encode(mac, 'hex') AS mac
            FROM cases.hold
            """;

    private static final String ONE = COLUMNS + " WHERE hold_id = $1";
    private static final String SOME =
            COLUMNS + " WHERE ($1 = '' OR status = $1) ORDER BY asked_at DESC, hold_id LIMIT $2";
    private static final String PERSON =
            "SELECT subject_id, encode(mac, 'hex') AS mac FROM cases.held WHERE hold_id = $1";

    private final ConnectionFactory database;
    private final KeyRing keys;

    /** Reads over connections of the role {@code CASES}. */
    HoldReads(ConnectionFactory database, KeyRing keys) {
        this.database = database;
        this.keys = keys;
    }

    /** The hold of that id; empty where there is none, and as {@link CaseReads#find} else. */
    Mono<HoldRow> find(UUID id) {
        return all(c -> c.createStatement(ONE).bind("$1", id), HoldReads::hold)
                .next()
                .doOnNext(row -> row.requireTrue(keys));
    }

    /** The newest; each that was changed is empty. */
    Mono<List<Optional<HoldRow>>> newest(String status, int limit) {
        return all(c -> c.createStatement(SOME).bind("$1", status).bind("$2", limit), this::listed)
                .collectList();
    }

    private Optional<HoldRow> listed(Readable read) {
        try {
            return Optional.of(hold(read)).filter(row -> row.isTrue(keys));
        } catch (IntegrityException _) {
            return Optional.empty();
        }
    }

    /** Whom a hold is about; empty where they were erased. */
    Mono<SubjectId> person(UUID id) {
        return all(c -> c.createStatement(PERSON).bind("$1", id), row -> person(id, row)).next();
    }

    private SubjectId person(UUID id, Readable row) {
        var subject = new SubjectId(get(row, "subject_id", UUID.class));
        HoldRow.requirePerson(id, subject, bytes(row).toArray(), keys);
        return subject;
    }

    private static HoldRow hold(Readable row) {
        var asking =
                new HoldRow.Asking(
                        CaseWords.kept(HoldAct.class, get(row, "act", String.class)),
                        CaseWords.kept(HoldGround.class, get(row, "ground", String.class)),
                        Instant.ofEpochMilli(get(row, "asked_at", Long.class)),
                        get(row, "asked_by", String.class));
        var status = CaseWords.kept(HoldStatus.class, get(row, "status", String.class));
        var by = get(row, "ended_by", String.class);
        var ending =
                Optional.ofNullable(row.get("ended_at", Long.class))
                        .map(Instant::ofEpochMilli)
                        .map(at -> new HoldRow.Ending(status, at, by));
        return new HoldRow(get(row, "hold_id", UUID.class), asking, ending, bytes(row));
    }

    private static Bytes bytes(Readable row) {
        return Bytes.copyOf(HexFormat.of().parseHex(get(row, "mac", String.class)));
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }

    private <T> Flux<T> all(Function<Connection, Statement> asked, Function<Readable, T> row) {
        return Flux.usingWhen(
                        database.create(),
                        open ->
                                Flux.from(asked.apply(open).execute())
                                        .flatMap(result -> result.map(row)),
                        Connection::close)
                .onErrorMap(R2dbcException.class, _ -> CaseReads.unavailable());
    }
}
