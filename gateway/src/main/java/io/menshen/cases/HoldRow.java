package io.menshen.cases;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.MacUse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A hold that is asked for, as it lies in the database.
 *
 * @param mac over all other columns
 */
record HoldRow(UUID id, Asking asking, Optional<Ending> ending, Bytes mac) {
    /**
     * What never changes.
     *
     * @param at in milliseconds
     * @param by the retailer's own id of a member of staff
     */
    record Asking(HoldAct act, HoldGround ground, Instant at, String by) {}

    /**
     * How it ended.
     *
     * @param at in milliseconds
     * @param by another member of staff, where it was done
     */
    record Ending(HoldStatus status, Instant at, String by) {}

    static HoldRow of(UUID id, Asking asking, Optional<Ending> ending, KeyRing keys) {
        var mac = keys.mac(MacUse.RECORD, columns(id, asking, ending));
        return new HoldRow(id, asking, ending, Bytes.copyOf(mac));
    }

    /** The same as it ended. */
    HoldRow ended(HoldStatus how, Instant now, String by, KeyRing keys) {
        var ending = new Ending(how, now.truncatedTo(ChronoUnit.MILLIS), by);
        return of(id, asking, Optional.of(ending), keys);
    }

    HoldStatus status() {
        return ending.map(Ending::status).orElse(HoldStatus.ASKED);
    }

    boolean isTrue(KeyRing keys) {
        return keys.verifies(MacUse.RECORD, mac.toArray(), columns(id, asking, ending));
    }

    /** Refuses a row that was changed behind the gateway's back. */
    void requireTrue(KeyRing keys) {
        if (!isTrue(keys)) {
            throw new IntegrityException("a hold");
        }
    }

    /** Vouches for whom a hold is about. */
    static byte[] personMac(UUID id, SubjectId subject, KeyRing keys) {
        return keys.mac(MacUse.RECORD, person(id, subject));
    }

    static void requirePerson(UUID id, SubjectId subject, byte[] mac, KeyRing keys) {
        if (!keys.verifies(MacUse.RECORD, mac, person(id, subject))) {
            throw new IntegrityException("the person of a hold");
        }
    }

    private static List<byte[]> person(UUID id, SubjectId subject) {
        return CaseRow.texts("hold person", id.toString(), subject.value().toString());
    }

    private static List<byte[]> columns(UUID id, Asking asking, Optional<Ending> ending) {
        return CaseRow.texts(
                "hold",
                id.toString(),
                CaseWords.of(asking.act()),
                CaseWords.of(asking.ground()),
                Long.toString(asking.at().toEpochMilli()),
                asking.by(),
                ending.map(end -> CaseWords.of(end.status())).orElse(""),
                ending.map(end -> Long.toString(end.at().toEpochMilli())).orElse(""),
                ending.map(Ending::by).orElse(""));
    }
}
