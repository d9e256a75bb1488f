package io.menshen.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.source.Compilation.Registries;
import io.menshen.catalog.source.RegistrySource;
import io.menshen.catalog.source.Vocabulary;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Effect;
import io.menshen.kernel.Health;
import io.menshen.masking.FieldType;
import io.menshen.masking.Masking;
import io.menshen.policy.PolicyEngine;
import io.menshen.policy.PolicySnapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The committed registries, whose next end is the agreements of staff on 31 January 2028. */
class ExpiringTests {
    private static final Instant STARTED = Instant.parse("2026-11-24T08:00:00Z");
    private static final PolicyEngine NO_ENGINE = (_, _) -> Mono.empty();

    private static final Catalog CATALOG =
            ((Registries)
                            new RegistrySource(
                                            Path.of("..", "policies", "registries"),
                                            new Vocabulary(FieldType.words(), Masking.kinds()))
                                    .compile())
                    .catalog();

    private static Expiring on(String day) {
        var noon = LocalDate.parse(day).atTime(12, 0).atZone(BusinessDay.ZONE).toInstant();
        var policy = new PolicySnapshot(CATALOG.revision(), CATALOG, NO_ENGINE);
        return new Expiring(() -> policy, Clock.fixed(noon, BusinessDay.ZONE), STARTED);
    }

    @Test
    @Clause("5.5")
    void says_sixty_thirty_and_seven_days_ahead_that_something_ends() {
        assertThat(on("2027-12-01").health()).isEqualTo(Health.up(STARTED));
        assertThat(on("2027-12-02").health())
                .isEqualTo(degraded("2027-12-02", "expires_in_60_days"));
        assertThat(on("2027-12-31").health())
                .isEqualTo(degraded("2027-12-02", "expires_in_60_days"));
        assertThat(on("2028-01-01").health())
                .isEqualTo(degraded("2028-01-01", "expires_in_30_days"));
        assertThat(on("2028-01-24").health())
                .isEqualTo(degraded("2028-01-24", "expires_in_7_days"));
        assertThat(on("2028-01-31").health())
                .isEqualTo(degraded("2028-01-24", "expires_in_7_days"));
    }

    private static Health degraded(String since, String code) {
        var start = LocalDate.parse(since).atStartOfDay(BusinessDay.ZONE).toInstant();
        return Health.degraded(start, code).meaning(Effect.NONE, Effect.NONE);
    }

    @Test
    void of_staff_what_ended_is_no_longer_announced() {
        assertThat(on("2028-02-01").health())
                .isEqualTo(degraded("2028-02-01", "expires_in_30_days"));
    }

    @Test
    void of_a_consumer_it_is_told_for_thirty_days_after_that_its_certificate_ended() {
        assertThat(on("2028-03-02").health())
                .isEqualTo(degraded("2028-02-24", "expires_in_7_days"));
        assertThat(on("2028-03-03").health()).isEqualTo(degraded("2028-03-03", "expired"));
        assertThat(on("2028-04-01").health()).isEqualTo(degraded("2028-03-03", "expired"));
        assertThat(on("2028-04-02").health()).isEqualTo(Health.up(STARTED));
    }

    @Test
    void of_the_deployment_it_is_told_until_it_is_renewed() {
        assertThat(on("2028-07-01").health()).isEqualTo(degraded("2028-07-01", "expired"));
        assertThat(on("2029-07-01").health()).isEqualTo(degraded("2028-07-01", "expired"));
    }

    @Test
    void tells_the_next_end() {
        assertThat(on("2028-01-01").next()).contains(LocalDate.parse("2028-01-31"));
        assertThat(on("2028-01-31").next()).contains(LocalDate.parse("2028-01-31"));
        assertThat(on("2028-02-01").next()).contains(LocalDate.parse("2028-03-02"));
        assertThat(on("2028-07-01").next()).contains(LocalDate.parse("2028-06-30"));
    }

    @Test
    void never_keeps_the_gateway_from_being_ready() {
        assertThat(on("2028-01-31").required()).isFalse();
        assertThat(on("2028-01-31").name()).isEqualTo("expiries");
    }
}
