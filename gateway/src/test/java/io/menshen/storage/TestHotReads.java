package io.menshen.storage;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;

/** The gateway's own hot reads for tests that start no gateway. */
public final class TestHotReads implements HotReads.ByRole, AutoCloseable {
    private final HotPools pools;

    public TestHotReads(StorageProperties properties) {
        var meters = new PoolMeters(new SimpleMeterRegistry(), Clock.systemUTC());
        pools = new HotPools(properties, 2, meters);
    }

    @Override
    public HotReads of(Role role) {
        return pools.of(role);
    }

    @Override
    public void close() {
        pools.close();
    }
}
