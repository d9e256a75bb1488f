package io.menshen.cases;

import io.menshen.storage.Call;
import io.r2dbc.spi.Connection;
import java.nio.ByteBuffer;
import reactor.core.publisher.Mono;

/** Writes of tickets within a transaction of the role {@code INTAKE}. */
final class TicketWrites {
    private TicketWrites() {}

    /** Writes what is asked for. */
    static Mono<Void> ask(Connection connection, TicketRow row) {
        var asking = row.asking();
        var statement =
                connection
                        .createStatement(
                                "SELECT cases.ask_ticket($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
                        .bind("$1", row.id())
                        .bind("$2", asking.consumer())
                        .bind("$3", asking.by())
                        .bind("$4", asking.purpose())
                        .bind("$5", String.join(",", asking.fields()))
                        .bind("$6", String.join(",", asking.people()))
                        .bind("$7", CaseWords.of(asking.reason()))
                        .bind("$8", asking.at())
                        .bind("$9", asking.until())
                        .bind("$10", ByteBuffer.wrap(row.mac().toArray()));
        return Call.expect(statement, "asked");
    }

    /**
     * Writes how it was decided; a {@link io.menshen.storage.StaleException} where it was before.
     */
    static Mono<Void> end(Connection connection, TicketRow row) {
        var ending = row.ending().orElseThrow();
        var statement =
                connection
                        .createStatement("SELECT cases.end_ticket($1, $2, $3, $4, $5)")
                        .bind("$1", row.id())
                        .bind("$2", CaseWords.of(ending.status()))
                        .bind("$3", ending.at())
                        .bind("$4", ending.by())
                        .bind("$5", ByteBuffer.wrap(row.mac().toArray()));
        return Call.expect(statement, "ended");
    }
}
