package io.menshen.events;

import io.menshen.kernel.Metric;
import io.menshen.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What became of events, and how long the oldest of them waits. */
final class EventMeters {
    private final Counter delivered;
    private final Counter failed;
    private final Counter dead;
    private volatile double oldest = Double.NaN;

    EventMeters(MeterRegistry meters) {
        delivered = Meters.counter(meters, Metric.EVENTS_PUSHED, "delivered");
        failed = Meters.counter(meters, Metric.EVENTS_PUSHED, "failed");
        dead = Meters.counter(meters, Metric.EVENTS_PUSHED, "dead");
        Meters.gauge(meters, Metric.EVENTS_UNACKNOWLEDGED, () -> oldest);
    }

    void delivered(int events) {
        delivered.increment(events);
    }

    void failed() {
        failed.increment();
    }

    void dead() {
        dead.increment();
    }

    void oldest(double seconds) {
        oldest = seconds;
    }
}
