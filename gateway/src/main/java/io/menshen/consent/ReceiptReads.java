package io.menshen.consent;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.SubjectId;
import io.menshen.subject.ConsentState;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads receipts, one at a time: somebody asks for one that they have the id of. */
record ReceiptReads(ConnectionFactory database) {
    private static final String FIND =
            """
            SELECT subject_id, purpose, act, notice_version, channel, extract(epoch FROM at)::bigint AS seconds,
                encode(sealed, 'hex') AS sealed, encode(mac, 'hex') AS mac
            FROM subject.receipt WHERE receipt_id = $1
            """;

    Mono<ReceiptRow> find(UUID id) {
        return Mono.usingWhen(
                        database.create(),
                        connection -> found(connection, id),
                        connection -> connection.close())
                .onErrorMap(
                        R2dbcException.class,
                        _ -> Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, 1).toException());
    }

    private static Mono<ReceiptRow> found(Connection connection, UUID id) {
        return Flux.from(connection.createStatement(FIND).bind("$1", id).execute())
                .flatMap(result -> result.map(row -> row(id, row)))
                .next();
    }

    private static ReceiptRow row(UUID id, Readable row) {
        return new ReceiptRow(
                id,
                new SubjectId(get(row, "subject_id", UUID.class)),
                get(row, "purpose", String.class),
                ConsentState.Act.valueOf(get(row, "act", String.class).toUpperCase(Locale.ROOT)),
                get(row, "notice_version", Integer.class),
                get(row, "channel", String.class),
                get(row, "seconds", Long.class),
                bytes(row, "sealed"),
                bytes(row, "mac"));
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }

    private static Bytes bytes(Readable row, String column) {
        return Bytes.copyOf(HexFormat.of().parseHex(get(row, column, String.class)));
    }
}
