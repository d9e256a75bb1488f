package io.menshen.policy;

import io.menshen.kernel.Health;
import io.menshen.kernel.HealthPart;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Remembers how the engine's last evaluation ended, across revisions. Without an engine what was
 * decided before goes on; the rest is refused.
 */
final class EngineWatch implements HealthPart {
    private final Clock clock;
    private final AtomicReference<Health> state;

    EngineWatch(Clock clock) {
        this.clock = clock;
        this.state = new AtomicReference<>(Health.up(clock.instant()));
    }

    void answered() {
        if (isFailing(state.get())) {
            state.set(Health.up(clock.instant()));
        }
    }

    void failed(Class<? extends Throwable> error) {
        state.updateAndGet(before -> failing(before).because(error));
    }

    private Health failing(Health before) {
        return isFailing(before) ? before : Health.degraded(clock.instant(), "engine_failing");
    }

    private static boolean isFailing(Health health) {
        return health.state() != Health.State.UP;
    }

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public Health health() {
        return state.get();
    }

    @Override
    public boolean required() {
        return false;
    }
}
