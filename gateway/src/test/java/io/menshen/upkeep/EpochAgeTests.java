package io.menshen.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import io.menshen.kernel.Effect;
import io.menshen.kernel.Health;
import io.menshen.kernel.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpochAgeTests {
    private static final Instant MADE = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant STARTED = Instant.parse("2026-11-20T00:00:00Z");

    private final MeterRegistry meters = new SimpleMeterRegistry();

    private static EpochAge after(Duration age) {
        var clock = Clock.fixed(MADE.plus(age), ZoneOffset.UTC);
        return new EpochAge(() -> Optional.of(MADE), clock, STARTED);
    }

    private static EpochAge unknown() {
        return new EpochAge(Optional::empty, Clock.fixed(STARTED, ZoneOffset.UTC), STARTED);
    }

    private double told(EpochAge age) {
        age.tell(meters);
        return meters.get(Metric.EPOCH_AGE.id()).gauge().value();
    }

    @Test
    @Clause("7-h")
    void warns_from_the_thirtieth_day_on_and_serves_on() {
        var overdue =
                Health.degraded(Instant.parse("2026-12-01T00:00:00Z"), "epoch_overdue")
                        .meaning(Effect.NONE, Effect.NONE);

        assertThat(after(Duration.ofDays(30).minusSeconds(1)).health())
                .isEqualTo(Health.up(STARTED));
        assertThat(after(Duration.ofDays(30)).health()).isEqualTo(overdue);
        assertThat(after(Duration.ofDays(90)).health()).isEqualTo(overdue);
        assertThat(after(Duration.ZERO).required()).isFalse();
        assertThat(after(Duration.ZERO).name()).isEqualTo("epoch");
    }

    @Test
    void an_age_that_is_not_known_is_no_young_one() {
        assertThat(unknown().health().code()).isEqualTo("epoch_age_unknown");
        assertThat(told(unknown())).isNaN();
    }

    @Test
    void the_metric_is_the_age_in_seconds() {
        assertThat(told(after(Duration.ofDays(31)))).isEqualTo(31 * 86_400);
    }
}
