package io.menshen.vault;

import io.menshen.catalog.Field.Store;
import io.menshen.kernel.Bytes;
import io.menshen.keys.KeyRing;
import io.menshen.storage.Call;
import io.menshen.subject.Subject;
import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Seals values and puts them into store I or S, all of a store by one statement. */
final class SealedWrites {
    private final KeyRing keys;

    SealedWrites(KeyRing keys) {
        this.keys = keys;
    }

    private record Row(String field, long ordinal, String sealed, String type, long expected) {}

    Mono<Void> put(
            Connection connection,
            Subject subject,
            Store store,
            Holding before,
            List<NewValues> fields,
            Provenance provenance) {
        var schema = store.word();
        var rows = rows(subject, store, before, fields, provenance);
        var statement =
                connection
                        .createStatement(statement(schema))
                        .bind("$1", Holding.rowOf(subject, store))
                        .bind("$2", provenance.purpose())
                        .bind("$3", provenance.channel())
                        .bind("$4", provenance.expires())
                        .bind("$5", texts(rows, Row::field))
                        .bind("$6", numbers(rows, Row::ordinal))
                        .bind("$7", texts(rows, Row::sealed))
                        .bind("$8", texts(rows, Row::type))
                        .bind("$9", numbers(rows, Row::expected));
        return Call.expectAll(statement, "put")
                .thenMany(Flux.fromIterable(fields))
                .concatMap(values -> Cut.behind(connection, schema, subject, values, before))
                .then();
    }

    private static String statement(String schema) {
        return """
        SELECT %s.put($1, field, ordinal::smallint, decode(sealed, 'hex'), class, 1::smallint, $2, $3, $4, expected)
        FROM unnest($5::text[], $6::bigint[], $7::text[], $8::text[], $9::bigint[]) AS t (field, ordinal, sealed, class, expected)
        """
                .formatted(schema);
    }

    private List<Row> rows(
            Subject subject,
            Store store,
            Holding before,
            List<NewValues> fields,
            Provenance provenance) {
        var wrapped = Objects.requireNonNull(subject.keys(), "an erased person takes nothing in");
        var rows = new ArrayList<Row>();
        for (var values : fields) {
            var type = Classes.of(values.field());
            var key = keys.unwrap(subject.id(), type, wrapped);
            var versions = before.versions(values.name(), values.field());
            var word = type.name().toLowerCase(Locale.ROOT);
            for (var i = 0; i < values.values().size(); i++) {
                var place = Holding.place(subject, store, row(values, i, provenance));
                var envelope = new Envelope(provenance.at(), provenance.notice());
                var sealed = key.seal(place, envelope.around(values.values().get(i)));
                var hex = HexFormat.of().formatHex(sealed);
                rows.add(new Row(values.name(), i, hex, word, versions.getOrDefault(i, 0L)));
            }
        }
        return rows;
    }

    /** The row a value will lie in, which its seal is bound to. */
    private static StoredRow.Sealed row(NewValues values, int ordinal, Provenance provenance) {
        return new StoredRow.Sealed(
                values.name(),
                ordinal,
                Bytes.copyOf(new byte[0]),
                provenance.purpose(),
                provenance.channel(),
                provenance.expires(),
                0);
    }

    static <R> String[] texts(List<R> rows, Function<R, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    static <R> Long[] numbers(List<R> rows, Function<R, Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }
}
