package io.menshen.retention;

import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Metric;
import io.menshen.telemetry.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the last look found that is past its time and no hold keeps. */
final class RetentionMeters {
    private final Map<String, Overdue> last = new ConcurrentHashMap<>();
    private final Clock clock;

    RetentionMeters(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        for (var store : List.of("identity", "sensitive", "profile")) {
            Meters.gauge(meters, Metric.RETENTION_DUE, () -> due(store), store);
            Meters.gauge(meters, Metric.RETENTION_OLDEST, () -> oldest(store), store);
        }
    }

    void found(Overdue overdue) {
        last.put(overdue.store(), overdue);
    }

    private double due(String store) {
        var overdue = last.get(store);
        return overdue == null ? Double.NaN : overdue.due();
    }

    private double oldest(String store) {
        var overdue = last.get(store);
        return overdue == null ? Double.NaN : overdue.oldest().map(this::seconds).orElse(0.0);
    }

    /** Since the day after its last one began. */
    private double seconds(LocalDate day) {
        var end = day.plusDays(1).atStartOfDay(BusinessDay.ZONE).toInstant();
        return Duration.between(end, clock.instant()).toMillis() / 1e3;
    }
}
