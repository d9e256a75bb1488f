package io.menshen.vault;

import io.menshen.catalog.Field.Store;
import io.menshen.kernel.Bytes;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.FieldClass;
import io.menshen.keys.SubjectKey;
import io.menshen.storage.Call;
import io.menshen.subject.Subject;
import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
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

    private record Placed(UUID row, Provenance from, Row value) {}

    /** Puts values of many new people into a store. */
    Mono<Void> putNew(Connection connection, Store store, List<Newcomer> people) {
        var rows = people.stream().flatMap(one -> placed(store, one)).toList();
        var statement =
                connection
                        .createStatement(
                                "SELECT %s.put_new($1, $2, $3, $4, $5, $6, $7, $8)"
                                        .formatted(store.word()))
                        .bind("$1", rows.stream().map(Placed::row).toArray(UUID[]::new))
                        .bind("$2", texts(rows, one -> one.value().field()))
                        .bind(
                                "$3",
                                rows.stream().map(SealedWrites::ordinal).toArray(Integer[]::new))
                        .bind("$4", texts(rows, one -> one.value().sealed()))
                        .bind("$5", texts(rows, one -> one.value().type()))
                        .bind("$6", texts(rows, one -> one.from().purpose()))
                        .bind("$7", texts(rows, one -> one.from().channel()))
                        .bind("$8", texts(rows, one -> one.from().expires().toString()));
        return Call.expectCount(statement, rows.size());
    }

    private Stream<Placed> placed(Store store, Newcomer of) {
        var row = Holding.rowOf(of.subject(), store);
        return rows(of.subject(), store, of.nothing(), of.values(), of.provenance()).stream()
                .map(value -> new Placed(row, of.provenance(), value));
    }

    private static Integer ordinal(Placed of) {
        return Math.toIntExact(of.value().ordinal());
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
        var unwrapped = new EnumMap<FieldClass, SubjectKey>(FieldClass.class);
        for (var values : fields) {
            var type = Classes.of(values.field());
            var key =
                    unwrapped.computeIfAbsent(type, one -> keys.unwrap(subject.id(), one, wrapped));
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
