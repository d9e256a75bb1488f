package io.menshen.upkeep;

import io.menshen.kernel.Health;
import io.menshen.storage.DatabaseState;
import java.time.Instant;

/** The health of the database. */
final class StorageHealth {
    private StorageHealth() {}

    static Health of(DatabaseState state, Instant started) {
        var lost = state.lost();
        if (lost != null) {
            return Health.down(lost.since(), "database_lost").because(lost.error());
        }
        var refused = state.refused();
        return refused == null
                ? Health.up(started)
                : Health.degraded(refused.since(), "role_refused").because(refused.error());
    }
}
