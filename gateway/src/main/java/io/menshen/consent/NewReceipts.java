package io.menshen.consent;

import io.menshen.storage.Call;
import io.r2dbc.spi.Connection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Receipts of many people by one statement. */
final class NewReceipts {
    private static final String ADD =
            "SELECT subject.add_receipts($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    private NewReceipts() {}

    static Mono<Void> add(Connection connection, List<ReceiptRow> rows) {
        var statement =
                connection
                        .createStatement(ADD)
                        .bind("$1", ids(rows, ReceiptRow::id))
                        .bind("$2", ids(rows, row -> row.subject().value()))
                        .bind("$3", texts(rows, ReceiptRow::purpose))
                        .bind("$4", texts(rows, row -> row.act().name().toLowerCase(Locale.ROOT)))
                        .bind("$5", rows.stream().map(ReceiptRow::notice).toArray(Integer[]::new))
                        .bind("$6", texts(rows, ReceiptRow::channel))
                        .bind("$7", rows.stream().map(ReceiptRow::seconds).toArray(Long[]::new))
                        .bind("$8", texts(rows, row -> hex(row.sealed().toArray())))
                        .bind("$9", texts(rows, row -> hex(row.mac().toArray())));
        return Call.expectCount(statement, rows.size());
    }

    private static UUID[] ids(List<ReceiptRow> rows, Function<ReceiptRow, UUID> column) {
        return rows.stream().map(column).toArray(UUID[]::new);
    }

    private static String[] texts(List<ReceiptRow> rows, Function<ReceiptRow, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
