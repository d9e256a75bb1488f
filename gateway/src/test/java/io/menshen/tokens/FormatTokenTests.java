package io.menshen.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import io.menshen.kernel.Personal;
import io.menshen.masking.FieldType;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Clause("5.1-a")
class FormatTokenTests {
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(20261124);

    @ParameterizedTest
    @EnumSource
    void every_drawn_token_is_known_by_its_form(FormatToken form) {
        for (var i = 0; i < 20_000; i++) {
            assertThat(FormatToken.isToken(form.draw(random))).isTrue();
        }
    }

    @Test
    void no_card_token_is_a_card() {
        for (var i = 0; i < 20_000; i++) {
            var token = FormatToken.CARD.draw(random);
            assertThat(FieldType.of("bank_card").accepts(Personal.of(token))).isFalse();
            assertThat(token).startsWith("00").hasSize(16);
        }
    }

    @Test
    void mobile_tokens_have_the_form_of_a_mobile_under_154() {
        for (var i = 0; i < 20_000; i++) {
            assertThat(FormatToken.MOBILE.draw(random)).matches("154\\d{8}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "13800000001",
                "1540000000",
                "154000000012",
                "6222020200112230",
                "0000000000000000",
                "ft1_",
                "tk1_AAAAAAAAAAAAAAAAAAAAAA",
                "１５４００００００００"
            })
    void other_texts_are_no_tokens(String text) {
        assertThat(FormatToken.isToken(text)).isFalse();
    }

    @Test
    void types_without_a_safe_form_are_opaque() {
        assertThat(FormatToken.of("mobile")).isEqualTo(FormatToken.MOBILE);
        assertThat(FormatToken.of("bank_card")).isEqualTo(FormatToken.CARD);
        assertThat(FormatToken.of("id_card")).isEqualTo(FormatToken.OPAQUE);
        assertThat(FormatToken.of("email")).isEqualTo(FormatToken.OPAQUE);
    }
}
