package io.menshen.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.decision.DecisionPoint;
import io.menshen.decision.Floor;
import io.menshen.kernel.Health;
import io.menshen.kernel.Metric;
import io.menshen.web.Eventually;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What health and metrics say of an engine whose server takes connections and says nothing. */
class MeasuredEngineTests {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EngineWatch watch = new EngineWatch(Clock.systemUTC());
    private MisbehavingPeer peer;
    private ServerEngine server;

    MeasuredEngineTests() throws IOException {
        peer = MisbehavingPeer.start(_ -> Thread.sleep(LONG));
        server = new ServerEngine(peer.address(), LONG);
    }

    @BeforeEach
    void is_up_at_first() {
        assertThat(watch.health().state()).isEqualTo(Health.State.UP);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        peer.close();
    }

    private DecisionPoint point(Duration limit) {
        var kind = PolicyProperties.Engine.SERVER;
        var engine = new MeasuredEngine(server, kind, meters, watch);
        return new DecisionPoint(engine, 7, new Floor(Set.of(), Set.of()), limit);
    }

    private long counted(String outcome) {
        return meters.find(Metric.POLICY_EVALUATION.id()).tag("outcome", outcome).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Test
    void who_goes_away_before_the_answer_is_no_failure_of_the_engine() {
        var point = point(LONG);
        for (var client = 1; client <= 5; client++) {
            var come = client;
            var asking = point.decide(ServerEngineTests.request()).subscribe();
            assertThat(Eventually.holds(() -> peer.connections() >= come)).isTrue();
            asking.dispose();
        }

        assertThat(watch.health().state()).isEqualTo(Health.State.UP);
        assertThat(counted("failed") + counted("answered")).isZero();
    }

    @Test
    void an_engine_that_takes_longer_than_a_decision_may_is_failing() {
        StepVerifier.create(point(SHORT).decide(ServerEngineTests.request())).verifyError();

        assertThat(watch.health().state()).isEqualTo(Health.State.DEGRADED);
        assertThat(watch.health().error()).isEqualTo("TimeoutException");
        assertThat(counted("failed")).isOne();
    }
}
