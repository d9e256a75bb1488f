package io.menshen.cases;

import io.menshen.kernel.Bytes;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.MacUse;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * One act as it lies in the database; it is never changed.
 *
 * @param mac over all other columns and the MAC of the act before
 */
record ActRow(UUID caseId, long seq, Done done, Bytes mac) {
    /** What stands before the first act. */
    static final Bytes NOTHING = Bytes.copyOf(new byte[0]);

    /**
     * What was done.
     *
     * @param at in milliseconds
     * @param status as the case stood after it
     * @param detail the new owner, or the reason of a refusal; else empty
     * @param sealed a note; empty where there is none
     */
    record Done(
            Instant at, Act act, CaseStatus status, String staff, String detail, Bytes sealed) {}

    static ActRow of(UUID caseId, long seq, Done done, Bytes before, KeyRing keys) {
        var mac = keys.mac(MacUse.RECORD, columns(caseId, seq, done, before));
        return new ActRow(caseId, seq, done, Bytes.copyOf(mac));
    }

    CaseStatus status() {
        return done.status();
    }

    private boolean follows(Bytes before, KeyRing keys) {
        var columns = columns(caseId, seq, done, before);
        return keys.verifies(MacUse.RECORD, mac.toArray(), columns);
    }

    /**
     * Refuses a history that was changed behind the gateway's back: each act follows the one
     * before, and the last is the one that the case names.
     */
    static void requireTrue(CaseRow row, List<ActRow> history, KeyRing keys) {
        var before = NOTHING;
        for (var i = 0; i < history.size(); i++) {
            var act = history.get(i);
            if (act.seq() != i + 1L || !act.follows(before, keys)) {
                throw new IntegrityException("the history of a case");
            }
            before = act.mac();
        }
        if (!before.equals(row.stand().last()) || row.stand().version() != history.size()) {
            throw new IntegrityException("the history of a case");
        }
    }

    private static List<byte[]> columns(UUID caseId, long seq, Done done, Bytes before) {
        return CaseRow.texts(
                "case act",
                caseId.toString(),
                Long.toString(seq),
                Long.toString(done.at().toEpochMilli()),
                CaseWords.of(done.act()),
                CaseWords.of(done.status()),
                done.staff(),
                done.detail(),
                HexFormat.of().formatHex(done.sealed().toArray()),
                HexFormat.of().formatHex(before.toArray()));
    }
}
