package io.menshen.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.menshen.catalog.Caps;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.kernel.Staff;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeysetFiles;
import io.menshen.storage.TestLoops;
import io.menshen.web.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Timeout(240)
class CapQuotaIntegrationTests {
    private static final Caller DELIVERY = new Caller("primary", "delivery", "delivery", null);
    private static final Caps ROOMY = new Caps(1_000, 10_000, null);
    private static final Instant MIDDAY = Instant.parse("2026-11-24T04:00:15Z");

    /** What is late is counted by the instance itself; where Redis runs, nothing may be. */
    private static final Duration PATIENT = Duration.ofSeconds(2);

    /** What else the machine does may delay the return, never hasten it. */
    private static final int TRIES = 3;

    private static final Duration RETURN = Duration.ofSeconds(5);

    @TempDir Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(MIDDAY);
    private RealRedis redis;
    private KeyRing keys;
    private CapQuota quota;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        var files = new KeysetFiles(folder.resolve("keys"));
        files.create();
        keys = files.open();
        redis = new RealRedis(folder);
        quota = instance(10_000);
        awaitState(false);
    }

    @AfterEach
    void stop() {
        quota.close();
        redis.close();
    }

    @Test
    void allows_what_is_under_the_cap_and_refuses_what_is_above() {
        var caps = new Caps(10, 100, null);

        assertThat(granted(quota, DELIVERY, caps, 10)).isEqualTo(10);
        assertThat(refusal(quota, DELIVERY, caps))
                .isEqualTo(Refusal.retry(Refusal.Kind.CAPPED, 45));
        now.set(MIDDAY.plusSeconds(45));
        assertThat(granted(quota, DELIVERY, caps, 20)).isEqualTo(10);
    }

    @Test
    void counts_uses_that_come_together_exactly() {
        assertThat(granted(quota, DELIVERY, ROOMY, 5_000)).isEqualTo(1_000);
    }

    @Test
    void the_day_is_capped_until_midnight_in_shanghai() {
        var caps = new Caps(10, 15, null);
        granted(quota, DELIVERY, caps, 10);
        now.set(MIDDAY.plusSeconds(60));

        assertThat(granted(quota, DELIVERY, caps, 10)).isEqualTo(5);
        assertThat(refusal(quota, DELIVERY, caps))
                .isEqualTo(Refusal.retry(Refusal.Kind.CAPPED, 12 * 3_600 - 75));
        now.set(Instant.parse("2026-11-24T16:00:00Z"));
        assertThat(granted(quota, DELIVERY, caps, 20)).isEqualTo(10);
    }

    @Test
    void each_member_of_staff_has_a_cap_over_all_purposes() {
        var caps = new Caps(100, 1_000, 3);

        assertThat(granted(quota, clerk("4711"), caps, 5)).isEqualTo(3);
        assertThat(refusal(quota.spend(clerk("4711"), "points", caps)))
                .isEqualTo(Refusal.retry(Refusal.Kind.CAPPED, 45));
        assertThat(granted(quota, clerk("4712"), caps, 5)).isEqualTo(3);
    }

    @Test
    void purposes_and_consumers_do_not_share_a_cap() {
        var caps = new Caps(2, 100, null);
        var other = new Caller("primary", "till", "pos-till", null);

        assertThat(granted(quota, DELIVERY, caps, 3)).isEqualTo(2);
        assertThat(granted(quota, other, caps, 3)).isEqualTo(2);
        assertThat(refusal(quota.spend(DELIVERY, "service_notice", caps).thenReturn(true)))
                .isNull();
    }

    @Test
    void two_instances_share_a_cap() {
        try (var one = instance(10_000);
                var second = instance(10_000)) {
            awaitState(one, false);
            awaitState(second, false);
            var first = spends(one, DELIVERY, ROOMY, 900);
            var both = Flux.merge(first, spends(second, DELIVERY, ROOMY, 900));

            assertThat(both.filter(Boolean::booleanValue).count().block()).isEqualTo(1_000);
        }
    }

    @Test
    void no_id_of_a_person_reaches_redis_and_every_counter_ends() {
        granted(quota, clerk("wang.wu"), new Caps(100, 1_000, 3), 2);

        var client = RedisClient.create(redis.uri());
        try (var connection = client.connect()) {
            var sync = connection.sync();
            var stored = sync.keys("*");
            assertThat(stored).hasSize(3).noneMatch(key -> key.contains("wang"));
            assertThat(stored).allMatch(key -> sync.pttl(key) > 0);
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    @Test
    void keeps_its_share_while_redis_is_dead_and_returns_within_five_seconds() throws IOException {
        var took = returned("delivery-1");
        for (var tries = 2; tries <= TRIES && took.compareTo(RETURN) >= 0; tries++) {
            took = returned("delivery-" + tries);
        }

        assertThat(took).isLessThan(RETURN);
    }

    /** How long after Redis answers others again it counts there again; it spends throughout. */
    private Duration returned(String consumer) throws IOException {
        redis.kill();
        awaitState(true);
        var caller = new Caller("primary", consumer, consumer, null);
        var caps = new Caps(100, 1_000, null);

        assertThat(granted(quota, caller, caps, 100)).isEqualTo(25);
        redis.startAgain();
        awaitRedis();
        var began = System.nanoTime();
        awaitState(false);

        var took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(granted(quota, caller, caps, 200)).isEqualTo(100);
        return took;
    }

    /** Until a client of its own is answered. */
    private void awaitRedis() {
        assertThat(Eventually.holds(() -> asked(sync -> sync.ping().equals("PONG")))).isTrue();
    }

    @Test
    void returns_by_spending_alone_after_a_restart() throws IOException {
        var tries = 0;
        while (!returnsBySpending()) {
            assertThat(++tries).isLessThan(TRIES);
        }
        assertThat(stored()).isEqualTo(2);
    }

    private boolean returnsBySpending() throws IOException {
        redis.restart();
        awaitRedis();
        var caps = new Caps(1_000_000, 1_000_000, null);
        var deadline = System.nanoTime() + RETURN.toNanos();
        granted(quota, DELIVERY, caps, 10);
        while (stored() == 0 && System.nanoTime() < deadline) {
            granted(quota, DELIVERY, caps, 10);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return stored() > 0;
    }

    @Test
    void a_frozen_redis_delays_few_and_only_briefly() {
        try (var brief = instance(10_000, Duration.ofMillis(100))) {
            awaitState(brief, false);
            redis.freeze();
            var began = System.nanoTime();
            assertThat(granted(brief, DELIVERY, new Caps(100, 1_000, null), 1_000)).isEqualTo(25);
            awaitState(brief, true);
            assertThat(granted(brief, clerk("4711"), ROOMY, 100)).isEqualTo(100);
            var both = Duration.ofNanos(System.nanoTime() - began);
            redis.thaw();
            awaitState(brief, false);

            // One by one, so many timeouts would take 110 s.
            assertThat(both).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void no_more_than_the_bound_wait_for_a_frozen_redis() {
        try (var small = instance(50, Duration.ofMillis(100))) {
            awaitState(small, false);
            redis.freeze();
            var waiting = new AtomicInteger();
            var answered =
                    spends(small, DELIVERY, new Caps(1_000, 10_000, null), 1_000)
                            .doOnNext(_ -> waiting.accumulateAndGet(small.waiting(), Math::max))
                            .filter(Boolean::booleanValue)
                            .count()
                            .block(Duration.ofSeconds(30));
            redis.thaw();

            assertThat(answered).isEqualTo(250);
            assertThat(waiting).hasValueGreaterThan(0).hasValueLessThanOrEqualTo(50);
        }
    }

    @Test
    void a_flushed_redis_begins_anew_and_keeps_counting() {
        var caps = new Caps(10, 100, null);
        granted(quota, DELIVERY, caps, 10);
        flush();

        assertThat(granted(quota, DELIVERY, caps, 20)).isEqualTo(10);
    }

    @Test
    void starts_without_redis_and_finds_it_later() throws IOException {
        redis.kill();
        try (var late = instance(10_000)) {
            assertThat(granted(late, DELIVERY, new Caps(100, 1_000, null), 100)).isEqualTo(25);
            redis.startAgain();
            awaitState(late, false);
            assertThat(granted(late, DELIVERY, new Caps(100, 1_000, null), 200)).isEqualTo(100);
        }
    }

    private CapQuota instance(int pending) {
        return instance(pending, PATIENT);
    }

    private CapQuota instance(int pending, Duration timeout) {
        var properties = new QuotaProperties(redis.uri(), 4, timeout, pending);
        var clock = new SettableClock(now);
        var meters = new CapMeters(new SimpleMeterRegistry());
        var windows = new Windows(keys, clock);
        return new CapQuota(properties, TestLoops.LOOPS, windows, clock, meters);
    }

    private static Caller clerk(String person) {
        var staff = new Staff(person, "clerk", Staff.Agreement.VALID);
        return new Caller("primary", "service-desk", "service-desk", staff);
    }

    private static Flux<Boolean> spends(Quota quota, Caller caller, Caps caps, int times) {
        return Flux.range(0, times)
                .flatMap(
                        _ ->
                                quota.spend(caller, "order_fulfil", caps)
                                        .thenReturn(true)
                                        .onErrorReturn(RefusedException.class, false),
                        times);
    }

    private static long granted(Quota quota, Caller caller, Caps caps, int times) {
        return spends(quota, caller, caps, times)
                .collectList()
                .blockOptional(Duration.ofSeconds(20))
                .orElse(List.of())
                .stream()
                .filter(Boolean::booleanValue)
                .count();
    }

    private static @Nullable Refusal refusal(Quota quota, Caller caller, Caps caps) {
        return refusal(quota.spend(caller, "order_fulfil", caps));
    }

    private static @Nullable Refusal refusal(Mono<?> spent) {
        try {
            spent.block(Duration.ofSeconds(5));
            return null;
        } catch (RefusedException e) {
            return e.refusal();
        }
    }

    private void awaitState(boolean degraded) {
        awaitState(quota, degraded);
    }

    private static void awaitState(Quota quota, boolean degraded) {
        assertThat(Eventually.holds(() -> isDegraded(quota) == degraded))
                .as("degraded is no longer " + !degraded)
                .isTrue();
    }

    private static boolean isDegraded(Quota quota) {
        return quota.state().blockOptional(Duration.ofSeconds(5)).orElseThrow().degraded();
    }

    private long stored() {
        return asked(RedisCommands::dbsize);
    }

    private <T> T asked(Function<RedisCommands<String, String>, T> question) {
        var client = RedisClient.create(redis.uri());
        try (var connection = client.connect()) {
            return question.apply(connection.sync());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    private void flush() {
        var client = RedisClient.create(redis.uri());
        try (var connection = client.connect()) {
            connection.sync().flushall();
            connection.sync().scriptFlush();
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }
}
