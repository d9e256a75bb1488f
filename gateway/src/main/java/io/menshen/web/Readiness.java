package io.menshen.web;

import io.menshen.kernel.Health;
import io.menshen.kernel.HealthPart;
import io.menshen.kernel.Metric;
import io.menshen.telemetry.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether this replica can serve: how its parts do, and whether it was told to end. */
final class Readiness {
    private static final String ENDING = "ending";

    private final List<HealthPart> parts;
    private final Clock clock;
    private volatile @Nullable Instant ending;

    Readiness(List<HealthPart> parts, Clock clock) {
        this.parts = List.copyOf(parts);
        this.clock = clock;
    }

    /** A part and how it does now. */
    record Seen(String name, Health health, Standing standing) {
        boolean isUp() {
            return health.state() == Health.State.UP;
        }

        /** Whether nobody is served while it is so. */
        boolean closes() {
            return standing == Standing.REQUIRED && health.state() == Health.State.DOWN;
        }
    }

    /** Whether the gateway is ready without a part. */
    enum Standing {
        REQUIRED,
        OTHER;

        static Standing of(HealthPart part) {
            return part.required() ? REQUIRED : OTHER;
        }
    }

    /** All parts; one that cannot tell counts as down. */
    List<Seen> parts() {
        return parts.stream()
                .map(part -> new Seen(part.name(), asked(part), Standing.of(part)))
                .toList();
    }

    private Health asked(HealthPart part) {
        try {
            return part.health();
        } catch (RuntimeException e) {
            return Health.down(clock.instant(), "probe_failed").because(e.getClass());
        }
    }

    /** Since when it ends; null while it goes on. */
    @Nullable Instant ending() {
        return ending;
    }

    /** The doors as a part, while they close. */
    static Seen doors(Instant since) {
        var health = Health.down(since, ENDING);
        return new Seen("doors", health, Standing.REQUIRED);
    }

    boolean ready() {
        return ending == null && parts().stream().noneMatch(Seen::closes);
    }

    boolean isEnding() {
        return ending != null;
    }

    void begin() {
        ending = null;
    }

    /** From now on it says that it is not ready. */
    void end() {
        ending = clock.instant();
    }

    void gauges(MeterRegistry meters) {
        Meters.gauge(meters, Metric.READY, () -> ready() ? 1 : 0);
        for (var part : parts) {
            Meters.gauge(meters, Metric.HEALTH, () -> number(asked(part)), part.name());
        }
    }

    private static int number(Health health) {
        return switch (health.state()) {
            case UP -> 2;
            case DEGRADED -> 1;
            case DOWN -> 0;
        };
    }
}
