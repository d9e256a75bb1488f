package io.menshen.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.storage.CoalescedRead.Found;
import io.menshen.web.Eventually;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class CoalescedReadTests {
    private static final EventExecutor LOOP = TestLoops.LOOPS.at(0);

    private final List<List<Integer>> asked = new CopyOnWriteArrayList<>();

    @Test
    void joins_what_gathers_while_a_query_is_under_way() {
        var gate = Sinks.<Integer>one();
        var read = read(keys -> answered(keys, gate.asMono()));
        var first = onLoop(() -> read.read(1));
        assertThat(Eventually.holds(() -> !asked.isEmpty())).isTrue();
        var others = onLoop(() -> Flux.range(2, 5).flatMap(read::read).collectList());

        onLoop(() -> Mono.fromRunnable(() -> gate.tryEmitValue(0))).join();

        assertThat(first.join()).containsExactly("row 1");
        assertThat(others.join()).hasSize(5);
        assertThat(asked).containsExactly(List.of(1), List.of(2, 3, 4, 5, 6));
    }

    @Test
    void what_comes_in_one_round_of_the_loop_goes_together_and_comes_back_there() {
        var read = read(keys -> answered(keys, Mono.just(0).publishOn(Schedulers.parallel())));

        var homes =
                onLoop(() ->
                        Flux.range(1, 5)
                                .flatMap(read::read)
                                .map(_ -> LOOP.inEventLoop())
                                .collectList());

        assertThat(homes.join()).hasSize(5).containsOnly(true);
        assertThat(asked).containsExactly(List.of(1, 2, 3, 4, 5));
    }

    @Test
    void asks_once_for_a_key_that_two_wait_for() {
        var read = read(keys -> answered(keys, Mono.just(0)));

        var twice = onLoop(() -> Flux.just(7, 7).flatMap(read::read).collectList());

        assertThat(twice.join()).containsExactly(List.of("row 7"), List.of("row 7"));
        assertThat(asked).containsExactly(List.of(7));
    }

    @Test
    void a_failing_query_does_not_poison_the_lane() {
        var read =
                read(keys ->
                        keys.contains(13)
                                ? Mono.error(new IllegalStateException("down"))
                                : answered(keys, Mono.just(0)));

        StepVerifier.create(read.read(13)).expectErrorMessage("down").verify();
        StepVerifier.create(read.read(14)).expectNext(List.of("row 14")).verifyComplete();
    }

    @Test
    void answers_nothing_for_an_unknown_key() {
        var read = read(keys -> Mono.just(List.of()));

        StepVerifier.create(read.read(1)).expectNext(List.of()).verifyComplete();
    }

    private static CoalescedRead<Integer, String> read(CoalescedRead.Query<Integer, String> query) {
        return new CoalescedRead<>(TestLoops.LOOPS, query);
    }

    /** As a door would: on one loop. */
    private static <T> CompletableFuture<@Nullable T> onLoop(Supplier<Mono<T>> work) {
        return Mono.defer(work).subscribeOn(Schedulers.fromExecutor(LOOP)).toFuture();
    }

    private Mono<List<Found<Integer, String>>> answered(List<Integer> keys, Mono<Integer> gate) {
        asked.add(keys);
        return gate.thenMany(Flux.fromIterable(keys))
                .map(key -> new Found<>(key, "row " + key))
                .collectList();
    }
}
