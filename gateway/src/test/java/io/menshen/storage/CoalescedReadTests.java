package io.menshen.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.storage.CoalescedRead.Found;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class CoalescedReadTests {
    private final List<List<Integer>> asked = new CopyOnWriteArrayList<>();

    @Test
    void joins_what_gathers_while_a_query_is_under_way() {
        var gate = Sinks.<Integer>one();
        var read = new CoalescedRead<Integer, String>(1, keys -> answered(keys, gate.asMono()));
        var first = read.read(1).toFuture();
        var others = Flux.range(2, 5).flatMap(read::read).collectList().toFuture();

        gate.tryEmitValue(0);

        assertThat(first.join()).containsExactly("row 1");
        assertThat(others.join()).hasSize(5);
        assertThat(asked).containsExactly(List.of(1), List.of(2, 3, 4, 5, 6));
    }

    @Test
    void asks_once_for_a_key_that_two_wait_for() {
        var gate = Sinks.<Integer>one();
        var read = new CoalescedRead<Integer, String>(1, keys -> answered(keys, gate.asMono()));
        var blocker = read.read(1).toFuture();
        var twice = Flux.just(7, 7).flatMap(read::read).collectList().toFuture();

        gate.tryEmitValue(0);

        assertThat(blocker.join()).hasSize(1);
        assertThat(twice.join()).containsExactly(List.of("row 7"), List.of("row 7"));
        assertThat(asked).containsExactly(List.of(1), List.of(7));
    }

    @Test
    void a_failing_query_does_not_poison_the_lane() {
        var read =
                new CoalescedRead<Integer, String>(
                        1,
                        keys ->
                                keys.contains(13)
                                        ? Flux.error(new IllegalStateException("down"))
                                        : answered(keys, Mono.just(0)));

        StepVerifier.create(read.read(13)).expectErrorMessage("down").verify();
        StepVerifier.create(read.read(14)).expectNext(List.of("row 14")).verifyComplete();
    }

    @Test
    void answers_nothing_for_an_unknown_key() {
        var read = new CoalescedRead<Integer, String>(1, keys -> Flux.empty());

        StepVerifier.create(read.read(1)).expectNext(List.of()).verifyComplete();
    }

    private Flux<Found<Integer, String>> answered(List<Integer> keys, Mono<Integer> gate) {
        asked.add(keys);
        return gate.thenMany(Flux.fromIterable(keys)).map(key -> new Found<>(key, "row " + key));
    }
}
