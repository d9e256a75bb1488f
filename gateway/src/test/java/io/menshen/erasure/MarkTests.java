package io.menshen.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTests {
    @ParameterizedTest
    @EnumSource
    void is_the_same_again_as_the_journal_has_it(ErasureReason reason) {
        var mark = Mark.fresh(reason);

        assertThat(Mark.of(mark.word())).isEqualTo(mark);
    }

    @Test
    void no_two_are_the_same() {
        var one = Mark.fresh(ErasureReason.CLOSED);
        var other = Mark.fresh(ErasureReason.CLOSED);

        assertThat(one.proof()).isNotEqualTo(other.proof());
        assertThat(one.salt()).isNotEqualTo(other.salt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "requested", "survey app", "requested 1 2"})
    void a_word_of_before_gets_a_fresh_one(String word) {
        assertThat(Mark.of(word).reason()).isEqualTo(ErasureReason.UNSTATED);
        assertThat(Mark.of(word).salt().size()).isEqualTo(32);
    }
}
