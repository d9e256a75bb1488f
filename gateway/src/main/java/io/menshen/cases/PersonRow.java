package io.menshen.cases;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.MacUse;
import java.util.List;
import java.util.UUID;

/**
 * Whom a case is about, as it lies in the database.
 *
 * @param mac over the other columns
 */
record PersonRow(UUID caseId, SubjectId subject, Bytes mac) {
    static PersonRow of(UUID caseId, SubjectId subject, KeyRing keys) {
        var mac = keys.mac(MacUse.RECORD, columns(caseId, subject));
        return new PersonRow(caseId, subject, Bytes.copyOf(mac));
    }

    /** Whether the row is as the gateway wrote it. */
    boolean isTrue(KeyRing keys) {
        return keys.verifies(MacUse.RECORD, mac.toArray(), columns(caseId, subject));
    }

    /** Refuses a row that was changed behind the gateway's back. */
    void requireTrue(KeyRing keys) {
        if (!isTrue(keys)) {
            throw new IntegrityException("the person of a case");
        }
    }

    private static List<byte[]> columns(UUID caseId, SubjectId subject) {
        return CaseRow.texts("case person", caseId.toString(), subject.value().toString());
    }
}
