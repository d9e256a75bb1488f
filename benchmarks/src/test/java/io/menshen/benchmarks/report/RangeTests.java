package io.menshen.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RangeTests {
    @Test
    void the_median_of_an_odd_number_is_the_middle_one() {
        assertThat(Range.of(List.of(3.0, 1.0, 9.0))).isEqualTo(new Range(3, 1, 9));
    }

    @Test
    void the_median_of_an_even_number_lies_between_the_middle_two() {
        assertThat(Range.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Range(3, 1, 9));
    }

    @Test
    void there_is_no_range_of_nothing() {
        assertThatThrownBy(() -> Range.of(List.of())).hasMessage("there are no figures");
    }
}
