package io.menshen.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * Answers as they come. All connections of a run share one event loop, and so this needs no lock.
 */
final class Counted {
    private static final int DIGITS = 3;

    private final Histogram latency = new Histogram(DIGITS);
    private final long begun = System.nanoTime();
    private final long end;
    private long failed;

    Counted(long millis) {
        end = begun + millis * 1_000_000;
    }

    boolean isOver() {
        return System.nanoTime() >= end;
    }

    /** A good answer to what was sent at that time; one that comes too late does not count. */
    void answered(long sent) {
        var now = System.nanoTime();
        if (now < end) {
            latency.recordValue(now - sent);
        }
    }

    void failed() {
        failed++;
    }

    Tally tally() {
        return new Tally(
                latency.getTotalCount(),
                failed,
                (end - begun) / 1e9,
                latency.getValueAtPercentile(50),
                latency.getValueAtPercentile(99),
                latency.getValueAtPercentile(99.9));
    }
}
