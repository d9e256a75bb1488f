package io.menshen.cases;

import io.menshen.kernel.Bytes;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.MacUse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A case as it lies in the database.
 *
 * @param mac over all other columns
 */
record CaseRow(UUID id, Filed filed, Stand stand, Bytes mac) {
    static CaseRow of(UUID id, Filed filed, Stand stand, KeyRing keys) {
        var mac = keys.mac(MacUse.RECORD, columns(id, filed, stand));
        return new CaseRow(id, filed, stand, Bytes.copyOf(mac));
    }

    /** The same case as it stands now. */
    CaseRow standing(Stand now, KeyRing keys) {
        return of(id, filed, now, keys);
    }

    /** Whether the row is as the gateway wrote it. */
    boolean isTrue(KeyRing keys) {
        return keys.verifies(MacUse.RECORD, mac.toArray(), columns(id, filed, stand));
    }

    /** Refuses a row that was changed behind the gateway's back. */
    void requireTrue(KeyRing keys) {
        if (!isTrue(keys)) {
            throw new IntegrityException("a case");
        }
    }

    private static List<byte[]> columns(UUID id, Filed filed, Stand stand) {
        return texts(
                "case",
                id.toString(),
                CaseWords.of(filed.kind()),
                CaseWords.of(filed.inlet()),
                CaseWords.of(filed.identity()),
                Long.toString(filed.at().toEpochMilli()),
                filed.deadline().toString(),
                CaseWords.of(filed.counted()),
                CaseWords.of(stand.status()),
                stand.reason().map(CaseWords::of).orElse(""),
                stand.owner(),
                Long.toString(stand.version()),
                HexFormat.of().formatHex(stand.last().toArray()));
    }

    static List<byte[]> texts(String... columns) {
        return Stream.of(columns).map(column -> column.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
