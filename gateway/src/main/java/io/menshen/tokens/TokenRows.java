package io.menshen.tokens;

import io.menshen.kernel.Bytes;
import io.menshen.storage.Call;
import io.menshen.tokens.ScopedTokens.Scope;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The statements of the schema {@code token}. Lists of bytes travel as text, since the driver
 * encodes arrays of them wrongly.
 */
final class TokenRows {
    private TokenRows() {}

    /** A row that a token leads to. */
    record Row(Scope scope, String field, String token, Bytes sealed) {
        static Row of(Readable row) {
            var sealed = text(row, "sealed").substring("\\x".length());
            return new Row(
                    new Scope(text(row, "consumer"), text(row, "scope")),
                    text(row, "field"),
                    text(row, "token"),
                    Bytes.copyOf(HexFormat.of().parseHex(sealed)));
        }
    }

    /** A token that is offered to a value. */
    record Offer(Wanted wanted, String token, Bytes sealed) {}

    static Flux<Row> byToken(Connection connection, List<String> tokens) {
        var sql =
                """
                SELECT consumer, scope, field, token, sealed::text AS sealed
                FROM token.format_token WHERE token = ANY ($1)
                """;
        var statement = connection.createStatement(sql).bind("$1", array(tokens));
        return rows(statement, Row::of);
    }

    /** Rows under keys older than the present one, in the order of their tokens. */
    static Flux<Row> older(Connection connection, int present, String after, int limit) {
        var sql =
                """
                SELECT consumer, scope, field, token, sealed::text AS sealed
                FROM token.format_token WHERE key_version < $1 AND token > $2 ORDER BY token LIMIT $3
                """;
        return rows(
                connection
                        .createStatement(sql)
                        .bind("$1", present)
                        .bind("$2", after)
                        .bind("$3", limit),
                Row::of);
    }

    /** How many tokens stand under an index key. */
    record Count(int keyVersion, long tokens) {
        static Count of(Readable row) {
            return new Count(
                    Objects.requireNonNull(row.get(0, Integer.class)),
                    Objects.requireNonNull(row.get(1, Long.class)));
        }
    }

    static Flux<Count> counts(Connection connection) {
        var sql = "SELECT key_version, count(*) FROM token.format_token GROUP BY key_version";
        return rows(connection.createStatement(sql), Count::of);
    }

    static Mono<Map<String, String>> byMac(Connection connection, List<String> macs) {
        var sql =
                """
                SELECT value_mac::text AS mac, token
                FROM token.format_token WHERE value_mac = ANY ($1::text[]::bytea[])
                """;
        return pairs(connection.createStatement(sql).bind("$1", array(macs)));
    }

    static Mono<Map<String, String>> issue(
            Connection connection, List<Offer> offers, LocalDate today) {
        var sql =
                """
                SELECT issued_mac AS mac, issued_token AS token
                FROM token.issue($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """;
        var version = (short) offers.getFirst().wanted().macs().getFirst().keyVersion();
        return pairs(
                connection
                        .createStatement(sql)
                        .bind("$1", column(offers, offer -> offer.wanted().scope().consumer()))
                        .bind("$2", column(offers, offer -> offer.wanted().scope().name()))
                        .bind("$3", column(offers, offer -> offer.wanted().field()))
                        .bind("$4", column(offers, offer -> offer.wanted().presentMac()))
                        .bind("$5", column(offers, offer -> Wanted.hex(offer.wanted().owner())))
                        .bind("$6", column(offers, Offer::token))
                        .bind("$7", column(offers, TokenRows::sealed))
                        .bind("$8", version)
                        .bind("$9", today));
    }

    /** Whether the row was there to be written anew. */
    static Mono<Boolean> renew(Connection connection, Offer offer) {
        var wanted = offer.wanted();
        var statement =
                connection
                        .createStatement("SELECT token.renew($1, $2, $3, $4, $5)")
                        .bind("$1", offer.token())
                        .bind("$2", wanted.presentMac())
                        .bind("$3", Wanted.hex(wanted.owner()))
                        .bind("$4", sealed(offer))
                        .bind("$5", (short) wanted.macs().getFirst().keyVersion());
        return Call.word(statement).map("renewed"::equals);
    }

    static Mono<Long> erase(Connection connection, List<String> owners) {
        var statement =
                connection.createStatement("SELECT token.erase($1)").bind("$1", array(owners));
        return rows(statement, row -> Objects.requireNonNull(row.get(0, Long.class))).single();
    }

    private static String sealed(Offer offer) {
        return "\\x" + HexFormat.of().formatHex(offer.sealed().toArray());
    }

    private static Mono<Map<String, String>> pairs(Statement statement) {
        return rows(statement, row -> Map.entry(text(row, "mac"), text(row, "token")))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static <T> Flux<T> rows(Statement statement, Function<Readable, T> row) {
        return Flux.from(statement.execute()).flatMap(result -> result.map(row));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static String[] column(List<Offer> offers, Function<Offer, String> value) {
        return offers.stream().map(value).toArray(String[]::new);
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}
