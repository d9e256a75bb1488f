package io.menshen.upkeep;

import io.menshen.kernel.Effect;
import io.menshen.kernel.Health;
import io.menshen.kernel.HealthPart;
import io.menshen.kernel.Metric;
import io.menshen.keys.KeysetStatus;
import io.menshen.telemetry.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How old the present epoch is. While it is overdue people are served as before; those who were
 * erased stay readable in backups for longer than was promised (design, section 5).
 */
final class EpochAge implements HealthPart {
    private final Supplier<Optional<Instant>> made;
    private final Clock clock;
    private final Instant started;

    /**
     * The age of what was made then.
     *
     * @param made empty where that is not known
     */
    EpochAge(Supplier<Optional<Instant>> made, Clock clock, Instant started) {
        this.made = made;
        this.clock = clock;
        this.started = started;
    }

    @Override
    public String name() {
        return "epoch";
    }

    @Override
    public boolean required() {
        return false;
    }

    /** Since when it is overdue. */
    @Override
    public Health health() {
        return made.get()
                .map(at -> at.plus(KeysetStatus.EPOCH))
                .map(this::until)
                .orElseGet(() -> warned(started, "epoch_age_unknown"));
    }

    private Health until(Instant end) {
        return clock.instant().isBefore(end) ? Health.up(started) : warned(end, "epoch_overdue");
    }

    private static Health warned(Instant since, String code) {
        return Health.degraded(since, code).meaning(Effect.NONE, Effect.NONE);
    }

    void tell(MeterRegistry meters) {
        Meters.gauge(meters, Metric.EPOCH_AGE, this::seconds);
    }

    private double seconds() {
        return made.get()
                .map(at -> Duration.between(at, clock.instant()).toMillis() / 1e3)
                .orElse(Double.NaN);
    }
}
