package io.menshen.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Kind;
import io.menshen.kernel.RefusedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class StepsTests {
    private static final long STEP = Steps.STEP.toNanos();

    private static Duration took(Mono<String> answer) {
        return StepVerifier.create(Steps.evened(answer)).expectError().verify();
    }

    private static Mono<String> refused(Kind kind, Duration after) {
        return Mono.delay(after).then(Mono.error(Refusal.of(kind)::toException));
    }

    @Test
    void an_answer_waits_for_the_end_of_its_step() {
        assertThat(Steps.rest(1)).isEqualTo(Steps.STEP.minusNanos(1));
        assertThat(Steps.rest(STEP - 1)).isEqualTo(Duration.ofNanos(1));
        assertThat(Steps.rest(STEP)).isEqualTo(Steps.STEP);
        assertThat(Steps.rest(2 * STEP + 5)).isEqualTo(Steps.STEP.minusNanos(5));
    }

    @Test
    void nobody_is_told_no_sooner_than_at_the_end_of_a_step() {
        assertThat(took(refused(Kind.NOT_FOUND, Duration.ZERO))).isGreaterThanOrEqualTo(Steps.STEP);
        assertThat(took(refused(Kind.NOT_FOUND, Steps.STEP.plusMillis(1))))
                .isGreaterThanOrEqualTo(Steps.STEP.multipliedBy(2));
    }

    @Test
    void what_else_is_answered_is_as_it_was() {
        StepVerifier.create(Steps.evened(Mono.just("found"))).expectNext("found").verifyComplete();
        StepVerifier.create(Steps.evened(Mono.error(Refusal.of(Kind.DENIED)::toException)))
                .expectErrorMatches(error ->
                        error instanceof RefusedException refused
                                && refused.refusal().kind() == Kind.DENIED)
                .verify();
    }
}
