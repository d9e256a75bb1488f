package io.menshen.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OddsTests {
    @Test
    void equal_times_are_a_toss_of_a_coin() {
        assertThat(Odds.of(List.of(1L, 2L, 3L), List.of(3L, 1L, 2L))).isEqualTo(0.5);
        assertThat(Odds.of(List.of(4L, 4L), List.of(4L))).isEqualTo(0.5);
        assertThat(Odds.of(List.of(), List.of(4L))).isEqualTo(0.5);
    }

    @Test
    void always_longer_times_are_certain() {
        assertThat(Odds.of(List.of(1L, 2L), List.of(3L, 4L, 5L))).isEqualTo(1);
        assertThat(Odds.of(List.of(3L, 4L, 5L), List.of(1L, 2L))).isEqualTo(0);
    }

    @Test
    void of_three_pairs_in_four_the_other_is_longer() {
        assertThat(Odds.of(List.of(1L, 3L), List.of(2L, 4L))).isEqualTo(0.75);
    }

    @Test
    void the_median_is_the_middle_one() {
        assertThat(Odds.median(List.of(9L, 1L, 5L))).isEqualTo(5);
        assertThat(Odds.median(List.of())).isZero();
    }
}
