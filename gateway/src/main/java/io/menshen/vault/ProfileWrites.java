package io.menshen.vault;

import io.menshen.catalog.Field;
import io.menshen.kernel.Bytes;
import io.menshen.keys.KeyRing;
import io.menshen.storage.Call;
import io.menshen.subject.Subject;
import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts de-identified values into store D, each in the column of its field and under its MAC. */
final class ProfileWrites {
    private static final String PUT =
            """
            SELECT profile.put($1, field, ordinal::smallint,
                CASE kind WHEN 'text' THEN value END, CASE kind WHEN 'number' THEN value::numeric END,
                CASE kind WHEN 'date' THEN value::date END, $2, $3, decode(mac, 'hex'), expected)
            FROM unnest($4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::bigint[]) AS t (field, ordinal, kind, value, mac, expected)
            """;

    private static final String PUT_NEW = "SELECT profile.put_new($1, $2, $3, $4, $5, $6, $7, $8)";

    private final ProfileMac macs;
    private final Deidentified deidentified;

    ProfileWrites(KeyRing keys, Deidentified deidentified) {
        this.deidentified = deidentified;
        this.macs = new ProfileMac(keys);
    }

    private record Row(StoredRow.Clear value, String kind, long expected) {}

    Mono<Void> put(
            Connection connection,
            Subject subject,
            Holding before,
            List<NewValues> fields,
            Provenance provenance) {
        var rows = rows(subject, before, fields, provenance);
        var statement =
                connection
                        .createStatement(PUT)
                        .bind("$1", subject.rows().profile())
                        .bind("$2", provenance.purpose())
                        .bind("$3", provenance.expires())
                        .bind("$4", SealedWrites.texts(rows, row -> row.value().field()))
                        .bind("$5", SealedWrites.numbers(rows, row -> (long) row.value().ordinal()))
                        .bind("$6", SealedWrites.texts(rows, Row::kind))
                        .bind("$7", SealedWrites.texts(rows, row -> row.value().value()))
                        .bind("$8", SealedWrites.texts(rows, row -> hex(row.value().mac())))
                        .bind("$9", SealedWrites.numbers(rows, Row::expected));
        return Call.expectAll(statement, "put")
                .thenMany(Flux.fromIterable(fields))
                .concatMap(values -> Cut.behind(connection, "profile", subject, values, before))
                .then();
    }

    private record Placed(UUID row, Provenance from, Row value) {}

    /** Puts values of many new people. */
    Mono<Void> putNew(Connection connection, List<Newcomer> people) {
        var rows = people.stream().flatMap(this::placed).toList();
        var statement =
                connection
                        .createStatement(PUT_NEW)
                        .bind("$1", rows.stream().map(Placed::row).toArray(UUID[]::new))
                        .bind("$2", SealedWrites.texts(rows, one -> one.value().value().field()))
                        .bind(
                                "$3",
                                rows.stream().map(ProfileWrites::ordinal).toArray(Integer[]::new))
                        .bind("$4", SealedWrites.texts(rows, one -> one.value().kind()))
                        .bind("$5", SealedWrites.texts(rows, one -> one.value().value().value()))
                        .bind("$6", SealedWrites.texts(rows, one -> one.from().purpose()))
                        .bind(
                                "$7",
                                SealedWrites.texts(rows, one -> one.from().expires().toString()))
                        .bind(
                                "$8",
                                SealedWrites.texts(rows, one -> hex(one.value().value().mac())));
        return Call.expectCount(statement, rows.size());
    }

    private Stream<Placed> placed(Newcomer of) {
        return rows(of.subject(), of.nothing(), of.values(), of.provenance()).stream()
                .map(value -> new Placed(of.subject().rows().profile(), of.provenance(), value));
    }

    private static Integer ordinal(Placed of) {
        return of.value().value().ordinal();
    }

    private List<Row> rows(
            Subject subject, Holding before, List<NewValues> fields, Provenance provenance) {
        var rows = new ArrayList<Row>();
        for (var values : fields) {
            var versions = before.versions(values.name(), values.field());
            for (var i = 0; i < values.values().size(); i++) {
                var expected = versions.getOrDefault(i, 0L);
                var value =
                        deidentified.text(values.name(), values.field(), values.values().get(i));
                var bare = clear(values.name(), i, value, provenance, new byte[0], expected + 1);
                var mac = macs.of(subject.rows().profile(), bare);
                var vouched = clear(values.name(), i, value, provenance, mac, expected + 1);
                rows.add(new Row(vouched, kind(values.field()), expected));
            }
        }
        return rows;
    }

    private static StoredRow.Clear clear(
            String field, int ordinal, String value, Provenance from, byte[] mac, long version) {
        return new StoredRow.Clear(
                field, ordinal, value, from.purpose(), from.expires(), Bytes.copyOf(mac), version);
    }

    private static String kind(Field field) {
        return field.value().name().toLowerCase(Locale.ROOT);
    }

    private static String hex(Bytes bytes) {
        return HexFormat.of().formatHex(bytes.toArray());
    }
}
