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
import java.util.function.ToIntFunction;
import reactor.core.publisher.Mono;

/**
 * What the pools tell: waits, connections, sizes of coalesced reads, and whether any is to be had.
 */
final class PoolMeters {
    private final MeterRegistry registry;
    private final DatabaseWatch watch;

    PoolMeters(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.watch = new DatabaseWatch(clock);
    }

    DatabaseState state() {
        return watch.state();
    }

    /** The waits of one role. */
    Waits waits(Role role) {
        return new Waits(role, timer(role, "acquired"), timer(role, "failed"));
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

    /** The database answered that role. */
    void answered(Role role) {
        watch.answered(role);
    }

    /** The database did not. */
    void failed(Role role, Throwable cause) {
        watch.failed(role, cause);
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
        private final Role role;
        private final Timer acquired;
        private final Timer failed;

        private Waits(Role role, Timer acquired, Timer failed) {
            this.role = role;
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
            answered(role);
        }

        private void failed(long began, Throwable cause) {
            failed.record(Duration.ofNanos(System.nanoTime() - began));
            PoolMeters.this.failed(role, cause);
        }
    }
}
