package io.menshen.consent;

import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Personal;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.FieldClass;
import io.menshen.keys.KeyRing.MacUse;
import io.menshen.keys.KeyRing.WrappedKeys;
import io.menshen.keys.SubjectKey.Place;
import io.menshen.storage.Call;
import io.menshen.subject.ConsentState;
import io.menshen.subject.Subject;
import io.r2dbc.spi.Connection;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Proof of each act of consent or withdrawal (T/CCAGM 002 4.1.2-b): a row that is never changed.
 * How it was said is sealed under the person's statutory key.
 */
public final class Receipts {
    /** Bytes go as hex in text arrays: r2dbc-postgresql 1.1.3 loses rows of a {@code byte[][]}. */
    private static final String ADD =
            """
            SELECT subject.add_receipt(receipt::uuid, $1, purpose, act, notice, channel, to_timestamp(at),
                decode(sealed, 'hex'), decode(mac, 'hex'))
            FROM unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::bigint[], $8::text[], $9::text[])
                AS t (receipt, purpose, act, notice, channel, at, sealed, mac)
            """;

    /** Records of processing are kept for three years at the least (PIPL 56). */
    private static final int YEARS = 3;

    private final KeyRing keys;

    /** Receipts sealed and vouched for by that ring. */
    public Receipts(KeyRing keys) {
        this.keys = keys;
    }

    /**
     * One act of consent or withdrawal.
     *
     * @param wording how it was said in the words of the channel, such as {@code ticked}
     */
    public record Act(String purpose, ConsentState.Entry entry, String wording) {}

    private record Row(UUID receipt, Act act, Bytes sealed, Bytes mac) {}

    /** Adds receipts in the transaction of their acts; of an erased person there are none. */
    public Mono<Void> add(Connection connection, Subject subject, List<Act> acts) {
        var wrapped = subject.keys();
        if (wrapped == null || acts.isEmpty()) {
            return Mono.empty();
        }
        var rows = acts.stream().map(act -> row(wrapped, subject, act)).toList();
        var statement =
                connection
                        .createStatement(ADD)
                        .bind("$1", subject.id().value())
                        .bind("$2", texts(rows, row -> row.receipt().toString()))
                        .bind("$3", texts(rows, row -> row.act().purpose()))
                        .bind("$4", texts(rows, row -> word(row.act().entry())))
                        .bind("$5", rows.stream().map(Receipts::notice).toArray(Integer[]::new))
                        .bind("$6", texts(rows, row -> row.act().entry().channel()))
                        .bind("$7", rows.stream().map(Receipts::seconds).toArray(Long[]::new))
                        .bind("$8", texts(rows, row -> hex(row.sealed().toArray())))
                        .bind("$9", texts(rows, row -> hex(row.mac().toArray())));
        return Call.expectAll(statement, "added");
    }

    private Row row(WrappedKeys wrapped, Subject subject, Act act) {
        var receipt = UUID.randomUUID();
        var sealed = sealed(wrapped, receipt, subject, act.purpose(), act.entry(), act.wording());
        var mac = mac(receipt, subject, act.purpose(), act.entry(), sealed);
        return new Row(receipt, act, Bytes.copyOf(sealed), Bytes.copyOf(mac));
    }

    private static String word(ConsentState.Entry entry) {
        return entry.act().name().toLowerCase(Locale.ROOT);
    }

    private static int notice(Row row) {
        return row.act().entry().notice();
    }

    private static long seconds(Row row) {
        return row.act().entry().at().getEpochSecond();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String[] texts(List<Row> rows, Function<Row, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private byte[] sealed(
            WrappedKeys wrapped,
            UUID receipt,
            Subject subject,
            String purpose,
            ConsentState.Entry entry,
            String wording) {
        var key = keys.unwrap(subject.id(), FieldClass.STATUTORY, wrapped);
        var expires = LocalDate.ofInstant(entry.at(), BusinessDay.ZONE).plusYears(YEARS);
        var place =
                new Place(
                        "subject",
                        receipt.toString(),
                        "receipt",
                        0,
                        purpose,
                        entry.channel(),
                        expires);
        return key.seal(place, Personal.of(wording + " " + String.join(",", entry.separate())));
    }

    private byte[] mac(
            UUID receipt,
            Subject subject,
            String purpose,
            ConsentState.Entry entry,
            byte[] sealed) {
        var columns =
                List.of(
                        "receipt",
                        receipt.toString(),
                        subject.id().value().toString(),
                        purpose,
                        entry.act().name(),
                        Integer.toString(entry.notice()),
                        entry.channel(),
                        Long.toString(entry.at().getEpochSecond()),
                        HexFormat.of().formatHex(sealed));
        return keys.mac(
                MacUse.RECORD,
                columns.stream().map(column -> column.getBytes(StandardCharsets.UTF_8)).toList());
    }
}
