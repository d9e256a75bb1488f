package io.menshen.vault;

import static io.menshen.storage.HotReads.Columns.present;

import io.menshen.kernel.Bytes;
import io.menshen.storage.CoalescedRead.Found;
import io.menshen.storage.CoalescedRead.Query;
import io.menshen.storage.HotReads;
import io.menshen.storage.HotReads.Columns;
import java.util.UUID;

/** The rows of store D for many people at once; numbers and dates in their one spelling. */
final class ProfileStore {
    private static final String ROWS =
            """
            SELECT row_id, field, ordinal, coalesce(text, trim_scale(number)::text, date::text), purpose, expires_on, mac, version
            FROM profile.value WHERE row_id = ANY($1) ORDER BY row_id, field, ordinal
            """;

    private ProfileStore() {}

    static Query<UUID, StoredRow> of(HotReads store) {
        return new RowsOfPeople(store, ROWS, ProfileStore::found);
    }

    private static Found<UUID, StoredRow> found(Columns row) {
        return new Found<>(
                present(row.uuid(0)),
                new StoredRow.Clear(
                        present(row.text(1)),
                        present(row.number(2)).intValue(),
                        present(row.text(3)),
                        present(row.text(4)),
                        present(row.date(5)),
                        Bytes.copyOf(present(row.bytes(6))),
                        present(row.number(7))));
    }
}
