package io.menshen.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LastingTests {
    private static final Instant START = Instant.parse("2026-11-24T07:00:00Z");
    private static final Instant LATER = START.plusSeconds(60);

    private final Lasting lasting = new Lasting(Clock.fixed(LATER, ZoneOffset.UTC));

    @Test
    void is_as_long_as_the_part_says() {
        assertThat(lasting.since(Health.up(START)).since()).isEqualTo(START);
        var told = START.plusSeconds(30);
        assertThat(lasting.since(Health.down(told, "no_commit")).since()).isEqualTo(told);
    }

    @Test
    void lasts_from_the_first_sight_where_the_part_does_not_say() {
        lasting.since(Health.up(START));

        assertThat(lasting.since(Health.degraded(START, "journal_lost")).since()).isEqualTo(LATER);
        assertThat(lasting.since(Health.up(START)).since()).isEqualTo(LATER);
    }

    @Test
    void goes_on_while_state_and_code_stay_and_tells_the_newest_error() {
        lasting.since(Health.down(START, "database_lost"));
        var still =
                Health.down(START.plus(Duration.ofHours(1)), "database_lost")
                        .because(IllegalStateException.class);

        var told = lasting.since(still);

        assertThat(told.since()).isEqualTo(START);
        assertThat(told.error()).isEqualTo("IllegalStateException");
    }
}
