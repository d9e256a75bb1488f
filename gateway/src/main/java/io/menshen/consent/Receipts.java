package io.menshen.consent;

import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.FieldClass;
import io.menshen.keys.KeyRing.WrappedKeys;
import io.menshen.storage.Call;
import io.menshen.subject.ConsentState;
import io.menshen.subject.Subject;
import io.menshen.subject.Subjects;
import io.r2dbc.spi.Connection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Proof of each act of consent or withdrawal (T/CCAGM 002 4.1.2-b): a row that is never changed.
 * How it was said, under which text and to whom is sealed under the person's statutory key.
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

    private final KeyRing keys;
    private final Subjects subjects;
    private final ReceiptReads reads;

    /** Receipts sealed and vouched for by that ring. */
    Receipts(KeyRing keys, Subjects subjects, ReceiptReads reads) {
        this.keys = keys;
        this.subjects = subjects;
        this.reads = reads;
    }

    /**
     * One act of consent or withdrawal.
     *
     * @param id of its receipt
     * @param purpose under which it is kept
     */
    public record Act(UUID id, String purpose, ConsentState.Entry entry, Said said) {}

    /**
     * How it was said.
     *
     * @param act in the words of the channel, such as {@code ticked}
     * @param separate sensitive kinds agreed to one by one
     * @param declined sensitive kinds that were asked for and not agreed to
     * @param hash of the notice's text; empty where none was shown
     * @param consumer who took it in; empty where nobody but the gateway did
     */
    public record Said(
            String act,
            List<String> separate,
            List<String> declined,
            String hash,
            String consumer) {
        /** Keeps copies. */
        public Said {
            separate = List.copyOf(separate);
            declined = List.copyOf(declined);
        }
    }

    /** A receipt as it was found, and whose it is. */
    public record Receipt(Act act, Subject subject) {}

    /** Adds receipts in the transaction of their acts; of an erased person there are none. */
    public Mono<Void> add(Connection connection, Subject subject, List<Act> acts) {
        var wrapped = subject.keys();
        if (wrapped == null || subject.isRetained() || acts.isEmpty()) {
            return Mono.empty();
        }
        var rows = acts.stream().map(act -> row(wrapped, subject, act)).toList();
        var statement =
                connection
                        .createStatement(ADD)
                        .bind("$1", subject.id().value())
                        .bind("$2", texts(rows, row -> row.id().toString()))
                        .bind("$3", texts(rows, ReceiptRow::purpose))
                        .bind("$4", texts(rows, row -> row.act().name().toLowerCase(Locale.ROOT)))
                        .bind("$5", rows.stream().map(ReceiptRow::notice).toArray(Integer[]::new))
                        .bind("$6", texts(rows, ReceiptRow::channel))
                        .bind("$7", rows.stream().map(ReceiptRow::seconds).toArray(Long[]::new))
                        .bind("$8", texts(rows, row -> hex(row.sealed().toArray())))
                        .bind("$9", texts(rows, row -> hex(row.mac().toArray())));
        return Call.expectAll(statement, "added");
    }

    /** What one person did. */
    public record Acts(Subject subject, List<Act> acts) {}

    /** Adds receipts of many people, as {@link #add} adds those of one. */
    public Mono<Void> addAll(Connection connection, List<Acts> people) {
        var rows = people.stream().flatMap(one -> rows(one).stream()).toList();
        return rows.isEmpty() ? Mono.empty() : NewReceipts.add(connection, rows);
    }

    private List<ReceiptRow> rows(Acts of) {
        var wrapped = of.subject().keys();
        return wrapped == null
                ? List.of()
                : of.acts().stream().map(act -> row(wrapped, of.subject(), act)).toList();
    }

    private ReceiptRow row(WrappedKeys wrapped, Subject subject, Act act) {
        var key = keys.unwrap(subject.id(), FieldClass.STATUTORY, wrapped);
        return ReceiptRow.of(subject.id(), act, key).signed(keys);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String[] texts(List<ReceiptRow> rows, Function<ReceiptRow, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    /**
     * The receipt of that id.
     *
     * @return empty where there is none, or its person was erased, so that nobody can open it; an
     *     {@link io.menshen.keys.IntegrityException} where it was changed behind the gateway's
     *     back; a {@link io.menshen.kernel.RefusedException} {@code STORE_UNAVAILABLE} where the
     *     database does not answer
     */
    public Mono<Receipt> find(UUID id) {
        return reads.find(id)
                .flatMap(row ->
                        subjects.find(row.subject())
                                .flatMap(subject -> Mono.justOrEmpty(opened(row, subject))));
    }

    private Optional<Receipt> opened(ReceiptRow row, Subject subject) {
        row.requireTrue(keys);
        return Optional.ofNullable(subject.keys())
                .filter(_ -> !subject.isRetained())
                .map(wrapped -> keys.unwrap(subject.id(), FieldClass.STATUTORY, wrapped))
                .map(key -> new Receipt(row.opened(key), subject));
    }
}
