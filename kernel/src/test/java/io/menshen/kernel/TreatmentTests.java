package io.menshen.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TreatmentTests {
    @Test
    void takes_the_more_hidden_of_two() {
        assertThat(Treatment.CLEAR.atMost(Treatment.MASK)).isEqualTo(Treatment.MASK);
        assertThat(Treatment.MASK_STRICT.atMost(Treatment.GENERALIZE))
                .isEqualTo(Treatment.MASK_STRICT);
        assertThat(Treatment.WITHHOLD.atMost(Treatment.CLEAR)).isEqualTo(Treatment.WITHHOLD);
    }

    @Test
    void never_turns_a_token_into_a_mask_or_back() {
        assertThat(Treatment.TOKENIZE.atMost(Treatment.MASK)).isEqualTo(Treatment.WITHHOLD);
        assertThat(Treatment.MASK.atMost(Treatment.TOKENIZE)).isEqualTo(Treatment.WITHHOLD);
        assertThat(Treatment.TOKENIZE.atMost(Treatment.CLEAR)).isEqualTo(Treatment.TOKENIZE);
        assertThat(Treatment.CONNECTOR_ONLY.atMost(Treatment.WITHHOLD))
                .isEqualTo(Treatment.WITHHOLD);
    }

    @Test
    void a_ceiling_never_shows_more_than_the_treatment_itself() {
        for (var treatment : Treatment.values()) {
            for (var ceiling : Treatment.values()) {
                var lowered = treatment.atMost(ceiling);
                assertThat(lowered).isIn(treatment, ceiling, Treatment.WITHHOLD);
                assertThat(
                                treatment.comparable()
                                        || lowered == treatment
                                        || lowered == Treatment.WITHHOLD)
                        .as("%s at most %s gives %s", treatment, ceiling, lowered)
                        .isTrue();
            }
        }
    }

    @Test
    void is_found_by_its_word_only() {
        assertThat(Arrays.stream(Treatment.values()).map(Treatment::word).map(Treatment::of))
                .allMatch(java.util.Optional::isPresent);
        assertThat(Treatment.of("CLEAR")).isEmpty();
        assertThat(Treatment.of("")).isEmpty();
    }
}
