package io.menshen.storage;

import io.r2dbc.pool.ConnectionPool;
import java.util.Arrays;

/** Connections that somebody holds or waits for. */
public final class Acquired {
    private Acquired() {}

    /** Those of all roles. */
    public static int of(Pools pools) {
        return Arrays.stream(Role.values())
                .map(role -> (ConnectionPool) ((Reached) pools.of(role)).pool())
                .flatMap(pool -> pool.getMetrics().stream())
                .mapToInt(metrics -> metrics.acquiredSize() + metrics.pendingAcquireSize())
                .sum();
    }
}
