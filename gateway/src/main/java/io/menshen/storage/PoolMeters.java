package io.menshen.storage;

import io.menshen.kernel.Metric;
import io.menshen.storage.CoalescedRead.Query;
import io.menshen.telemetry.Meters;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.spi.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import reactor.core.publisher.Mono;

/**
 * What the pools tell: waits, connections, sizes of coalesced reads, and whether any is to be had.
 */
final class PoolMeters {
    private final MeterRegistry registry;
    private final Clock clock;
    private final AtomicReference<DatabaseState> state = new AtomicReference<>(DatabaseState.WELL);

    PoolMeters(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    DatabaseState state() {
        return state.get();
    }

    /** The waits of one role. */
    Waits waits(Role role) {
        return new Waits(timer(role, "acquired"), timer(role, "failed"));
    }

    private Timer timer(Role role, String outcome) {
        return Meters.timer(registry, Metric.POOL_ACQUIRE, role.schema(), outcome);
    }

    void watch(Role role, ConnectionPool pool) {
        Meters.gauge(
                registry,
                Metric.POOL_CONNECTIONS,
                () -> number(pool, PoolMetrics::acquiredSize),
                role.schema(),
                "in_use");
        Meters.gauge(
                registry,
                Metric.POOL_CONNECTIONS,
                () -> number(pool, PoolMetrics::idleSize),
                role.schema(),
                "idle");
        Meters.gauge(
                registry,
                Metric.POOL_WAITING,
                () -> number(pool, PoolMetrics::pendingAcquireSize),
                role.schema());
    }

    private static int number(ConnectionPool pool, ToIntFunction<PoolMetrics> what) {
        return pool.getMetrics().map(metrics -> what.applyAsInt(metrics)).orElse(0);
    }

    /** The database answered. */
    void answered() {
        if (state.get().lostSince() != null) {
            state.set(DatabaseState.WELL);
        }
    }

    /** The database did not. */
    void failed(Throwable cause) {
        state.updateAndGet(before -> before.failed(cause, clock.instant()));
    }

    /** The sizes of the coalesced reads of a store. */
    DistributionSummary sizes(String store) {
        return Meters.summary(registry, Metric.STORE_READ, store);
    }

    /** The same query, whose sizes are kept. */
    <K, V> Query<K, V> sized(String store, Query<K, V> query) {
        var sizes = sizes(store);
        return keys -> {
            sizes.record(keys.size());
            return query.rows(keys);
        };
    }

    /** The waits for a connection of one role. */
    final class Waits {
        private final Timer acquired;
        private final Timer failed;

        private Waits(Timer acquired, Timer failed) {
            this.acquired = acquired;
            this.failed = failed;
        }

        /** The connection, timed. Who goes away before it comes is not counted. */
        Mono<Connection> timed(Mono<? extends Connection> connection) {
            return Mono.defer(() -> {
                var began = System.nanoTime();
                return connection
                        .<Connection>map(got -> got)
                        .doOnNext(_ -> came(began))
                        .doOnError(cause -> failed(began, cause));
            });
        }

        private void came(long began) {
            acquired.record(Duration.ofNanos(System.nanoTime() - began));
            answered();
        }

        private void failed(long began, Throwable cause) {
            failed.record(Duration.ofNanos(System.nanoTime() - began));
            PoolMeters.this.failed(cause);
        }
    }
}
