package io.menshen.upkeep;

import io.menshen.kernel.Health;
import io.menshen.storage.DatabaseState;
import java.time.Instant;

/** The health of the database. */
final class StorageHealth {
    private StorageHealth() {}

    static Health of(DatabaseState state, Instant started) {
        var since = state.lostSince();
        if (since == null) {
            return Health.up(started);
        }
        var down = Health.down(since, "database_lost");
        return state.lastError() == null ? down : down.because(state.lastError());
    }
}
