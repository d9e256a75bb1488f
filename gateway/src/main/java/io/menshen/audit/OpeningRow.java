package io.menshen.audit;

import io.r2dbc.spi.Connection;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The opening record of a chain as a row. */
final class OpeningRow {
    private static final String INSERT =
            """
            INSERT INTO audit.chain
            VALUES ($1, 'epoch'::timestamptz + $2 * interval '1 microsecond', $3, $4, decode($5, 'hex'), decode($6, 'hex'))
            """;

    private OpeningRow() {}

    /** Opens a chain after the one that was opened last. */
    static Mono<Head> open(Connection connection, UUID chain, Instant now) {
        var micros = Body.micros(now);
        return Chains.latest(connection)
                .map(before -> Opening.of(chain, micros, before))
                .defaultIfEmpty(Opening.of(chain, micros, null))
                .flatMap(opening -> insert(connection, opening));
    }

    private static Mono<Head> insert(Connection connection, Opening opening) {
        var before = opening.predecessor();
        var statement =
                connection
                        .createStatement(INSERT)
                        .bind("$1", opening.chain())
                        .bind("$2", Long.parseLong(opening.at()))
                        .bind("$4", before == null ? 0 : before.seq())
                        .bind("$6", opening.hash());
        if (before == null) {
            statement.bindNull("$3", UUID.class).bindNull("$5", String.class);
        } else {
            statement.bind("$3", before.chain()).bind("$5", before.hash());
        }
        return Flux.from(statement.execute())
                .flatMap(result -> result.getRowsUpdated())
                .then(Mono.just(opening.head()));
    }
}
