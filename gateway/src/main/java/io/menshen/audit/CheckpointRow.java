package io.menshen.audit;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A checkpoint as a row; its heads are one "chain seq hash" per line. */
final class CheckpointRow {
    private static final String INSERT =
            """
            INSERT INTO audit.checkpoint
            VALUES ($1, 'epoch'::timestamptz + $2 * interval '1 microsecond', decode($3, 'hex'), $4, $5, $6,
                    decode($7, 'hex'), $8, decode($9, 'hex'))
            """;

    private static final List<Head> ALTERED = List.of(new Head(new UUID(0, 0), 0, ""));

    private CheckpointRow() {}

    static Mono<Long> insert(Connection connection, Checkpoint checkpoint) {
        var statement =
                connection
                        .createStatement(INSERT)
                        .bind("$1", checkpoint.number())
                        .bind("$2", Long.parseLong(checkpoint.at()))
                        .bind("$3", checkpoint.previous())
                        .bind("$4", checkpoint.base())
                        .bind("$5", checkpoint.chains())
                        .bind("$6", lines(checkpoint.heads()))
                        .bind("$7", checkpoint.root())
                        .bind("$8", checkpoint.keyId())
                        .bind("$9", checkpoint.signature());
        return Flux.from(statement.execute()).flatMap(result -> result.getRowsUpdated()).single();
    }

    static Checkpoint read(Row row) {
        return new Checkpoint(
                Chains.number(row, "number"),
                Chains.text(row, "at"),
                Chains.text(row, "previous"),
                Chains.number(row, "base"),
                Chains.number(row, "chains"),
                heads(Chains.text(row, "heads")),
                Chains.text(row, "root"),
                Chains.text(row, "key_id"),
                Chains.text(row, "signature"));
    }

    private static String lines(List<Head> heads) {
        return heads.stream()
                .map(head -> head.chain() + " " + head.seq() + " " + head.hash())
                .collect(Collectors.joining("\n"));
    }

    /** Lines that were not written so are a head of no chain: the root no longer holds. */
    private static List<Head> heads(String lines) {
        var heads = parsed(lines);
        return lines(heads).equals(lines) ? heads : ALTERED;
    }

    private static List<Head> parsed(String lines) {
        return lines.lines()
                .map(line -> line.split(" ", -1))
                .filter(CheckpointRow::isHead)
                .map(part -> new Head(UUID.fromString(part[0]), Long.parseLong(part[1]), part[2]))
                .toList();
    }

    private static boolean isHead(String[] part) {
        return part.length == 3
                && part[0].matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                && part[1].matches("[0-9]{1,18}");
    }
}
