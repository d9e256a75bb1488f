package io.menshen.subject;

import static io.menshen.storage.HotReads.Columns.present;

import io.menshen.kernel.Age;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Guardian;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing.WrappedKeys;
import io.menshen.storage.HotReads.Columns;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A row as the query gives it, not yet believed.
 *
 * @param claimed the person as the columns say, without consents
 * @param consentVersion the version that the key record repeats
 * @param consent the consent row; null where there is none
 */
record KeyRecordRow(Subject claimed, Bytes mac, long consentVersion, @Nullable ConsentRow consent) {

    record ConsentRow(long version, String entries, Bytes mac) {}

    /** Of the columns in the order of the query. */
    static KeyRecordRow read(Columns row) {
        var rows = new StoreRows(present(row.uuid(1)), present(row.uuid(2)), present(row.uuid(3)));
        var claimed =
                new Subject(
                        new SubjectId(present(row.uuid(0))),
                        rows,
                        row.uuid(4),
                        keys(row),
                        Lifecycle.valueOf(word(row, 8)),
                        Age.valueOf(word(row, 9)),
                        row.date(10),
                        Guardian.valueOf(word(row, 11)),
                        restrictions(present(row.text(12))),
                        present(row.number(13)),
                        ConsentState.NONE);
        var mac = Bytes.copyOf(present(row.bytes(15)));
        return new KeyRecordRow(claimed, mac, present(row.number(14)), consent(row));
    }

    /**
     * The person, if both rows are as the gateway wrote them and belong together.
     *
     * @throws IntegrityException where not
     */
    Subject verified(RecordMac macs) {
        // Both are checked in any case: what was changed costs as much as what is sound.
        var sound = macs.verifies(claimed, consentVersion, mac.toArray());
        var stands = consentStands(macs);
        if (!sound) {
            throw new IntegrityException("a key record");
        }
        if (!stands) {
            throw new IntegrityException("a consent state");
        }
        return consent == null
                ? claimed
                : claimed.consenting(ConsentState.parse(consent.version(), consent.entries()));
    }

    /** A state that is gone, or another than the key record names, does not stand. */
    private boolean consentStands(RecordMac macs) {
        var id = claimed.id().value();
        if (consent == null) {
            macs.checkNoConsent(id);
            return consentVersion == 0;
        }
        return macs.verifies(id, consent.version(), consent.entries(), consent.mac().toArray())
                && consent.version() == consentVersion;
    }

    private static @Nullable ConsentRow consent(Columns row) {
        var version = row.number(16);
        return version == null
                ? null
                : new ConsentRow(
                        version, present(row.text(17)), Bytes.copyOf(present(row.bytes(18))));
    }

    private static @Nullable WrappedKeys keys(Columns row) {
        var service = row.bytes(5);
        var statutory = row.bytes(6);
        return statutory == null
                ? null
                : new WrappedKeys(
                        service == null ? null : Bytes.copyOf(service),
                        Bytes.copyOf(statutory),
                        present(row.number(7)).intValue());
    }

    private static SortedSet<String> restrictions(String joined) {
        return joined.isEmpty()
                ? Collections.emptySortedSet()
                : new TreeSet<>(Arrays.asList(joined.split(",", -1)));
    }

    private static String word(Columns row, int at) {
        return present(row.text(at)).toUpperCase(Locale.ROOT);
    }
}
