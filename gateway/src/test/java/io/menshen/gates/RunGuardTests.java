package io.menshen.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.menshen.kernel.Clause;
import io.menshen.kernel.Personal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The guards guard: what they are there for fails a test, whatever that test asserts. */
@Clause("4.1.4-d")
class RunGuardTests {
    private static final Logger LOG = LoggerFactory.getLogger(RunGuardTests.class);
    private static final String CANARY = Canaries.plant("canary-" + UUID.randomUUID());
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void a_planted_value_in_the_message_is_seen() {
        LOG.info("a delivery to {}", CANARY);

        assertThat(Evidence.take()).isNotEmpty().allMatch(seen -> seen.contains(CANARY));
    }

    @Test
    void a_planted_value_is_seen_in_mdc_pairs_causes_and_url_encoding() {
        try (var _ = MDC.putCloseable("who", CANARY)) {
            LOG.info("one");
        }
        assertThat(Evidence.take()).isNotEmpty();

        LOG.atInfo().addKeyValue("who", CANARY).log("two");
        assertThat(Evidence.take()).isNotEmpty();

        var cause = new IllegalStateException("no " + CANARY);
        LOG.warn("three", new IllegalArgumentException("outer", cause));
        assertThat(Evidence.take()).isNotEmpty();

        Canaries.plant("张 三丰");
        LOG.info("GET /x?n=%E5%BC%A0+%E4%B8%89%E4%B8%B0");
        assertThat(Evidence.take()).isNotEmpty();
    }

    @Test
    void a_personal_value_is_seen_however_deep_it_lies() {
        LOG.info("{}", Personal.of("x"));
        assertThat(Evidence.take()).isNotEmpty();

        LOG.info("{}", List.of(new Held(Optional.of(Personal.of("x")))));
        assertThat(Evidence.take()).isNotEmpty();

        LOG.info("a text made of it: " + Personal.of("x"));
        assertThat(Evidence.take()).isNotEmpty();
    }

    @Test
    void harmless_events_leave_no_evidence() {
        LOG.warn("revision {} of {}", 42, List.of("a"), new IllegalStateException("gone"));

        assertThat(Evidence.take()).isEmpty();
    }

    @Test
    void a_leak_report_is_seen() {
        LoggerFactory.getLogger("io.netty.util.ResourceLeakDetector").error("LEAK: a buffer");

        assertThat(Evidence.take()).hasSize(1).allMatch(seen -> seen.endsWith(": LEAK: a buffer"));
    }

    @Test
    void a_thread_that_must_not_block_cannot() {
        var blocked =
                Mono.fromCallable(RunGuardTests::sleep)
                        .subscribeOn(Schedulers.parallel())
                        .onErrorResume(BlockingOperationError.class, e -> Mono.just("refused"));

        assertThat(blocked.block(SOON)).isEqualTo("refused");
        assertThat(Evidence.take()).hasSize(1).allMatch(seen -> seen.contains("Thread.sleep"));
    }

    @Test
    void a_test_that_logs_a_planted_value_fails() {
        assertThat(failed(run(Logging.class).testEvents())).isEqualTo(1);
    }

    @Test
    void a_test_that_blocks_and_hides_it_fails() {
        assertThat(failed(run(Blocking.class).testEvents())).isEqualTo(1);
    }

    @Test
    void what_comes_after_the_last_test_fails_its_class() {
        var events = run(Late.class);

        assertThat(failed(events.testEvents())).isZero();
        assertThat(failed(events.containerEvents())).isEqualTo(1);
    }

    private static EngineExecutionResults run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .execute();
    }

    private static long failed(Events events) {
        return events.failed().count();
    }

    private static String sleep() throws InterruptedException {
        Thread.sleep(1);
        return "slept";
    }

    private record Held(Optional<Personal<String>> value) {}

    static class Logging {
        @Test
        void logs() {
            LOG.info("a delivery to {}", CANARY);
            assertThat(CANARY).isNotEmpty();
        }
    }

    static class Blocking {
        @Test
        void blocks() {
            var hidden =
                    Mono.fromCallable(RunGuardTests::sleep)
                            .subscribeOn(Schedulers.parallel())
                            .onErrorReturn("refused");
            assertThat(hidden.block(SOON)).isEqualTo("refused");
        }
    }

    static class Late {
        @Test
        void is_quiet() {
            assertThat(CANARY).isNotEmpty();
        }

        @AfterAll
        static void logs() {
            LOG.info("a delivery to {}", CANARY);
        }
    }
}
