package io.menshen.cases;

import io.menshen.storage.Call;
import io.menshen.storage.StaleException;
import io.r2dbc.spi.Connection;
import java.nio.ByteBuffer;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Writes of holds within a transaction of the role {@code INTAKE}. */
final class HoldWrites {
    private HoldWrites() {}

    /**
     * Writes what is asked for, of a person who is not being erased; {@code hold_status} where the
     * same is asked for already.
     */
    static Mono<Void> ask(Connection connection, HoldRow row, UUID subject, byte[] personMac) {
        var asking = row.asking();
        var statement =
                connection
                        .createStatement("SELECT cases.ask_hold($1, $2, $3, $4, $5, $6, $7, $8)")
                        .bind("$1", row.id())
                        .bind("$2", CaseWords.of(asking.act()))
                        .bind("$3", CaseWords.of(asking.ground()))
                        .bind("$4", asking.at())
                        .bind("$5", asking.by())
                        .bind("$6", ByteBuffer.wrap(row.mac().toArray()))
                        .bind("$7", subject)
                        .bind("$8", ByteBuffer.wrap(personMac));
        return Call.word(statement)
                .flatMap(word ->
                        switch (word) {
                            case "asked" -> Mono.empty();
                            case "open" -> Mono.error(HoldConflict::refused);
                            default -> Mono.error(new StaleException());
                        });
    }

    /**
     * Completes where nothing was done with the person since it was asked; else {@code
     * hold_status}. Approvals of one person wait for each other at the row that they change.
     */
    static Mono<Void> notOvertaken(Connection connection, HoldRow row, UUID subject) {
        var statement =
                connection
                        .createStatement("SELECT cases.acted_since($1, $2, $3)")
                        .bind("$1", row.id())
                        .bind("$2", subject)
                        .bind("$3", row.asking().at());
        return Call.word(statement)
                .flatMap(word ->
                        word.equals("fresh") ? Mono.empty() : Mono.error(HoldConflict::refused));
    }

    /** Writes how it ended; a {@link StaleException} where it had ended. */
    static Mono<Void> end(Connection connection, HoldRow row) {
        var ending = row.ending().orElseThrow();
        var statement =
                connection
                        .createStatement("SELECT cases.end_hold($1, $2, $3, $4, $5)")
                        .bind("$1", row.id())
                        .bind("$2", CaseWords.of(ending.status()))
                        .bind("$3", ending.at())
                        .bind("$4", ending.by())
                        .bind("$5", ByteBuffer.wrap(row.mac().toArray()));
        return Call.expect(statement, "ended");
    }
}
