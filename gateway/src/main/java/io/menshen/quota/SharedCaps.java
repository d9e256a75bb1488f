package io.menshen.quota;

import static io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.LOCK_FREE;
import static java.util.stream.Collectors.groupingBy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import io.menshen.storage.CoalescedRead;
import io.menshen.storage.CoalescedRead.Found;
import io.menshen.storage.Loops;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The caps that all instances share in Redis. Uses of one caller that come while a count is under
 * way are counted together by the next; while Redis is lost, one use in half a second tries it and
 * all others fail at once.
 */
final class SharedCaps {
    private static final Verdict GRANTED = new Verdict.Granted();

    private final RedisLink link;
    private final Clock clock;
    private final int mostPending;
    private final CapMeters meters;
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicReference<@Nullable Instant> lostSince = new AtomicReference<>();
    private final CoalescedRead<Spend, Verdict> gathered;
    private final CircuitBreaker breaker =
            CircuitBreaker.of(
                    "quota",
                    CircuitBreakerConfig.custom()
                            .slidingWindow(2, 2, SlidingWindowType.COUNT_BASED, LOCK_FREE)
                            .failureRateThreshold(100)
                            .permittedNumberOfCallsInHalfOpenState(1)
                            .waitDurationInOpenState(Duration.ofMillis(500))
                            .build());

    SharedCaps(RedisLink link, Loops loops, Clock clock, int mostPending, CapMeters meters) {
        this.link = link;
        this.clock = clock;
        this.mostPending = mostPending;
        this.meters = meters;
        this.gathered = new CoalescedRead<>(loops, this::countGathered);
        breaker.getEventPublisher()
                .onStateTransition(event -> moved(event.getStateTransition().getToState()));
    }

    private void moved(CircuitBreaker.State to) {
        if (to == CircuitBreaker.State.CLOSED) {
            lostSince.set(null);
        } else {
            lostSince.compareAndSet(null, clock.instant());
        }
    }

    /** Since when Redis is lost; null while it answers. */
    @Nullable Instant lostSince() {
        return lostSince.get();
    }

    /** Uses that wait for Redis at this moment. */
    int waiting() {
        return pending.get();
    }

    /** Asks Redis for a sign of life, so that its return is seen where nobody spends. */
    Mono<Void> probe() {
        return link.commands()
                .flatMap(redis -> Mono.fromCompletionStage(redis::ping))
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .then();
    }

    /** Counts one use; an error where Redis does not answer in time or too many wait for it. */
    Mono<Verdict> grant(Spend spend) {
        return Mono.defer(() -> answers() ? gather(spend) : alone(spend));
    }

    private boolean answers() {
        return breaker.getState() == CircuitBreaker.State.CLOSED;
    }

    private Mono<Verdict> gather(Spend spend) {
        if (pending.getAndUpdate(now -> Math.min(now + 1, mostPending)) >= mostPending) {
            return Mono.error(new IllegalStateException("too many wait for Redis"));
        }
        return gathered.read(spend).map(List::getFirst);
    }

    private Mono<List<Found<Spend, Verdict>>> countGathered(List<Spend> spends) {
        meters.gathered(spends.size());
        return count(spends).collectList().doFinally(_ -> pending.addAndGet(-spends.size()));
    }

    /** What follows must not run on the one thread that serves the connection. */
    private Mono<Verdict> alone(Spend spend) {
        return count(List.of(spend)).single().map(Found::row).publishOn(Schedulers.parallel());
    }

    private Flux<Found<Spend, Verdict>> count(List<Spend> spends) {
        var alike = List.copyOf(spends.stream().collect(groupingBy(Spend::windows)).values());
        return link.commands()
                .flatMapMany(
                        redis -> Flux.fromIterable(alike).flatMap(group -> count(redis, group)))
                .transformDeferred(CircuitBreakerOperator.of(breaker));
    }

    private Flux<Found<Spend, Verdict>> count(
            RedisScriptingAsyncCommands<String, String> redis, List<Spend> group) {
        var windows = group.getFirst().windows();
        return CapScript.run(redis, windows, group.size(), clock.instant())
                .flatMapIterable(answer -> verdicts(group, answer));
    }

    /** The first so many are granted; the others learn which window has nothing left. */
    private static List<Found<Spend, Verdict>> verdicts(List<Spend> group, List<Long> answer) {
        long granted = answer.getFirst();
        var usedUp =
                granted < group.size()
                        ? longestUsedUp(group.getFirst().windows(), answer)
                        : GRANTED;
        var verdicts = new ArrayList<Found<Spend, Verdict>>(group.size());
        for (var spend : group) {
            verdicts.add(new Found<>(spend, verdicts.size() < granted ? GRANTED : usedUp));
        }
        return verdicts;
    }

    private static Verdict longestUsedUp(List<Window> windows, List<Long> answer) {
        var used = IntStream.range(0, windows.size()).filter(i -> answer.get(i + 1) <= 0);
        return used.mapToObj(windows::get)
                .max(Comparator.comparing(Window::end))
                .<Verdict>map(Verdict.UsedUp::new)
                .orElse(GRANTED);
    }
}
