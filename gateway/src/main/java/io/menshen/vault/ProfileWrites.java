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
