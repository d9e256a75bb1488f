package io.menshen.vault;

import static io.menshen.storage.HotReads.Columns.present;

import io.menshen.kernel.Bytes;
import io.menshen.storage.CoalescedRead.Found;
import io.menshen.storage.CoalescedRead.Query;
import io.menshen.storage.HotReads;
import io.menshen.storage.HotReads.Columns;
import java.util.UUID;

/** The rows of store I or S for many people at once, each under the role of its store. */
final class SealedStore {
    private SealedStore() {}

    static Query<UUID, StoredRow> of(HotReads store, String schema) {
        var query =
                """
                SELECT row_id, field, ordinal, sealed, purpose, channel, expires_on, version
                FROM %s.value WHERE row_id = ANY($1) ORDER BY row_id, field, ordinal
                """
                        .formatted(schema);
        return new RowsOfPeople(store, query, SealedStore::found);
    }

    private static Found<UUID, StoredRow> found(Columns row) {
        return new Found<>(
                present(row.uuid(0)),
                new StoredRow.Sealed(
                        present(row.text(1)),
                        present(row.number(2)).intValue(),
                        Bytes.copyOf(present(row.bytes(3))),
                        present(row.text(4)),
                        present(row.text(5)),
                        present(row.date(6)),
                        present(row.number(7))));
    }
}
