package io.menshen.cases;

import io.menshen.cases.TicketRow.Asking;
import io.menshen.kernel.Bytes;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads of tickets, which refuse what was changed behind the gateway's back. */
final class TicketReads {
    private static final String COLUMNS =
            """
            SELECT ticket_id, consumer, asked_by, purpose, fields, people, reason, status, ended_by, encode(mac, 'hex') AS mac,
                CASE WHEN isfinite(asked_at) THEN (extract(epoch FROM asked_at) * 1000)::bigint ELSE 0 END AS asked_at,
                CASE WHEN isfinite(until) THEN (extract(epoch FROM until) * 1000)::bigint ELSE 0 END AS until,
                CASE WHEN isfinite(ended_at) THEN (extract(epoch FROM ended_at) * 1000)::bigint
                    WHEN ended_at IS NOT NULL THEN 0 END AS ended_at
            FROM cases.ticket
            """;

    private static final String ONE = COLUMNS + " WHERE ticket_id = $1";
    private static final String SOME =
            COLUMNS + " WHERE ($1 = '' OR status = $1) ORDER BY asked_at DESC, ticket_id LIMIT $2";

    private final ConnectionFactory database;
    private final KeyRing keys;

    /** Reads over connections of the role {@code CASES}. */
    TicketReads(ConnectionFactory database, KeyRing keys) {
        this.database = database;
        this.keys = keys;
    }

    /** The ticket of that id; empty where there is none, and as {@link CaseReads#find} else. */
    Mono<TicketRow> find(UUID id) {
        return all(c -> c.createStatement(ONE).bind("$1", id), TicketReads::ticket)
                .next()
                .doOnNext(row -> row.requireTrue(keys));
    }

    /** The newest; each that was changed is empty. */
    Mono<List<Optional<TicketRow>>> newest(String status, int limit) {
        return all(c -> c.createStatement(SOME).bind("$1", status).bind("$2", limit), this::listed)
                .collectList();
    }

    private Optional<TicketRow> listed(Readable read) {
        try {
            return Optional.of(ticket(read)).filter(row -> row.isTrue(keys));
        } catch (IntegrityException _) {
            return Optional.empty();
        }
    }

    private static TicketRow ticket(Readable row) {
        var asking =
                new Asking(
                        text(row, "consumer"),
                        text(row, "asked_by"),
                        text(row, "purpose"),
                        words(text(row, "fields")),
                        words(text(row, "people")),
                        CaseWords.kept(TicketReason.class, text(row, "reason")),
                        at(row, "asked_at"),
                        at(row, "until"));
        var status = CaseWords.kept(TicketStatus.class, text(row, "status"));
        var ending =
                Optional.ofNullable(row.get("ended_at", Long.class))
                        .map(Instant::ofEpochMilli)
                        .map(at -> new TicketRow.Ending(status, at, text(row, "ended_by")));
        var mac = Bytes.copyOf(HexFormat.of().parseHex(text(row, "mac")));
        var id = Objects.requireNonNull(row.get("ticket_id", UUID.class));
        return new TicketRow(id, asking, ending, mac);
    }

    private static SequencedSet<String> words(String joined) {
        return new LinkedHashSet<>(Arrays.asList(joined.split(",")));
    }

    private static Instant at(Readable row, String column) {
        return Instant.ofEpochMilli(Objects.requireNonNull(row.get(column, Long.class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
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
