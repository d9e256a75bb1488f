package io.menshen.upkeep;

import io.menshen.kernel.Health;
import io.menshen.quota.QuotaState;
import java.time.Instant;

/** The health of the caps. */
final class QuotaHealth {
    private QuotaHealth() {}

    static Health of(QuotaState state, Instant started) {
        var since = state.degradedSince();
        return since == null ? Health.up(started) : Health.degraded(since, "redis_lost");
    }
}
