package io.menshen.consent;

import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.MacUse;
import io.menshen.keys.SubjectKey;
import io.menshen.keys.SubjectKey.Place;
import io.menshen.subject.ConsentState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A receipt as it lies in the database.
 *
 * @param seconds since 1970
 * @param sealed how it was said, under the person's statutory key
 * @param mac over all other columns; empty until it is computed
 */
record ReceiptRow(
        UUID id,
        SubjectId subject,
        String purpose,
        ConsentState.Act act,
        int notice,
        String channel,
        long seconds,
        Bytes sealed,
        Bytes mac) {
    /** Records of processing are kept for three years at the least (PIPL 56). */
    private static final int YEARS = 3;

    private static final Bytes NONE = Bytes.copyOf(new byte[0]);

    static ReceiptRow of(SubjectId subject, Receipts.Act act, SubjectKey key) {
        var entry = act.entry();
        var seconds = entry.at().getEpochSecond();
        var place = place(act.id(), act.purpose(), entry.channel(), seconds);
        var sealed = key.seal(place, Personal.of(SaidText.of(act.said())));
        return new ReceiptRow(
                act.id(),
                subject,
                act.purpose(),
                entry.act(),
                entry.notice(),
                entry.channel(),
                seconds,
                Bytes.copyOf(sealed),
                NONE);
    }

    ReceiptRow signed(KeyRing keys) {
        var computed = Bytes.copyOf(keys.mac(MacUse.RECORD, columns()));
        return new ReceiptRow(
                id, subject, purpose, act, notice, channel, seconds, sealed, computed);
    }

    /** Refuses a row that was changed behind the gateway's back. */
    void requireTrue(KeyRing keys) {
        if (!keys.verifies(MacUse.RECORD, mac.toArray(), columns())) {
            throw new IntegrityException("a receipt");
        }
    }

    Receipts.Act opened(SubjectKey key) {
        var place = place(id, purpose, channel, seconds);
        var said = SaidText.read(key.open(place, sealed.toArray()).open());
        var at = Instant.ofEpochSecond(seconds);
        var separate = new TreeSet<>(said.separate());
        var entry = new ConsentState.Entry(act, notice, at, channel, separate);
        return new Receipts.Act(id, purpose, entry, said);
    }

    private static Place place(UUID id, String purpose, String channel, long seconds) {
        var day = LocalDate.ofInstant(Instant.ofEpochSecond(seconds), BusinessDay.ZONE);
        var expires = day.plusYears(YEARS);
        return new Place("subject", id.toString(), "receipt", 0, purpose, channel, expires);
    }

    private List<byte[]> columns() {
        var columns =
                List.of(
                        "receipt",
                        id.toString(),
                        subject.value().toString(),
                        purpose,
                        act.name(),
                        Integer.toString(notice),
                        channel,
                        Long.toString(seconds),
                        HexFormat.of().formatHex(sealed.toArray()));
        return columns.stream().map(column -> column.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
