package io.menshen.benchmarks.soak;

import java.time.Duration;

/**
 * How much is tried.
 *
 * @param load how long the heap is watched under full load
 * @param surge how long twice the capacity is asked; the capacity is measured four times as long
 *     before
 * @param kills of the gateway
 * @param restarts of the database
 * @param mutations of the audit
 * @param asked requests of each kind whose times are compared
 */
public record Extent(
        Duration load, Duration surge, int kills, int restarts, int mutations, int asked) {
    /** The extent that the figures of docs/faults.md are meant for. */
    public static Extent full(Duration load) {
        return new Extent(load, Duration.ofSeconds(20), 10, 20, 1_000, 10_000);
    }

    /** A few seconds of each, to see that the trials themselves work. */
    public static Extent brief() {
        return new Extent(Duration.ofSeconds(1), Duration.ofMillis(300), 1, 1, 8, 30);
    }
}
