package io.menshen.policy;

import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Metric;
import io.menshen.kernel.NextExpiry;
import io.menshen.telemetry.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;

/** What is told of the policy in force. */
final class PolicyMeters {
    private final Clock clock;

    PolicyMeters(Clock clock) {
        this.clock = clock;
    }

    /**
     * Tells the revision, its age and what expires next.
     *
     * @param expiries asked for whenever the metrics are read, so that they may use the policy
     */
    void tell(MeterRegistry meters, PolicyLoader loader, ObjectProvider<NextExpiry> expiries) {
        Meters.gauge(meters, Metric.POLICY_REVISION, () -> loader.current().revision());
        Meters.gauge(meters, Metric.POLICY_AGE, () -> age(loader.health()));
        Meters.gauge(meters, Metric.POLICY_EXPIRES, () -> days(expiries.stream()));
    }

    private double age(PolicyHealth health) {
        return Duration.between(health.since(), clock.instant()).toMillis() / 1e3;
    }

    private double days(Stream<NextExpiry> expiries) {
        return expiries.map(NextExpiry::next)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .map(this::left)
                .orElse(Double.NaN);
    }

    private double left(LocalDate last) {
        return ChronoUnit.DAYS.between(BusinessDay.today(clock), last);
    }
}
