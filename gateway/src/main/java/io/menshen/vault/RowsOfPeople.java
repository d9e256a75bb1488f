package io.menshen.vault;

import io.menshen.storage.CoalescedRead.Found;
import io.menshen.storage.CoalescedRead.Query;
import io.menshen.storage.HotReads;
import io.menshen.storage.HotReads.Columns;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * One query for the rows of many people, whichever store they lie in.
 *
 * @param sql takes the row ids as {@code $1}
 * @param found reads one row of its answer
 */
record RowsOfPeople(HotReads store, String sql, Function<Columns, Found<UUID, StoredRow>> found)
        implements Query<UUID, StoredRow> {
    @Override
    public Mono<List<Found<UUID, StoredRow>>> rows(List<UUID> rows) {
        return store.select(sql, rows.toArray(UUID[]::new), found);
    }
}
