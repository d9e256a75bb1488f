package io.menshen.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import io.menshen.kernel.Personal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no mask does, whatever it is given. */
@Clause("5.1-a")
class MaskPropertyTests {
    private static final int ROUNDS = 2_000;
    private static final Map<String, String> GIVEN = Map.of("gender", "female", "bounds", "0,9");

    /** A kind of mask, values of its shape, and the part of each that no one may see. */
    record Shaped(String kind, Function<Random, String> value, Function<String, String> secret) {
        @Override
        public String toString() {
            return kind;
        }
    }

    static Stream<Shaped> shaped() {
        return Stream.of(
                new Shaped("name", r -> "诸葛" + han(r, 1 + r.nextInt(2)), v -> v.substring(2)),
                new Shaped("salutation", r -> "欧阳" + han(r, 1), v -> v.substring(2)),
                new Shaped("nickname", r -> "小" + han(r, 1 + r.nextInt(5)), v -> v.substring(1)),
                new Shaped("id_card", MaskPropertyTests::card, v -> v.substring(1, 17)),
                new Shaped("passport", r -> "E" + digits(r, 8), v -> v.substring(1, 7)),
                new Shaped("mobile", r -> "138" + digits(r, 8), v -> v.substring(3, 7)),
                new Shaped("landline", r -> "0755" + digits(r, 8), v -> v.substring(4, 10)),
                new Shaped("bank_card", r -> "62" + digits(r, 14), v -> v.substring(0, 12)),
                new Shaped("plate", r -> "粤BD" + digits(r, 5), v -> v.substring(2, 7)),
                new Shaped("credit_code", r -> "9135" + digits(r, 14), v -> v.substring(8, 16)),
                new Shaped("email", r -> "q" + digits(r, 9) + "@demo.cn", v -> v.substring(1, 10)),
                new Shaped("ip", r -> "203." + octets(r), v -> v.substring(4)),
                new Shaped("address", MaskPropertyTests::street, v -> v.substring(9)),
                new Shaped("region", MaskPropertyTests::street, v -> v.substring(9)),
                new Shaped("year_band", MaskPropertyTests::date, v -> v.substring(4)),
                new Shaped("month_day", MaskPropertyTests::date, v -> v.substring(0, 4)),
                new Shaped("text_hidden", r -> "某某" + digits(r, 6), v -> v.substring(2)));
    }

    @ParameterizedTest
    @MethodSource("shaped")
    void shows_something_of_its_shape_and_never_the_secret_part(Shaped mask) {
        var random = new Random(20211114);
        for (var i = 0; i < ROUNDS; i++) {
            var value = mask.value().apply(random);
            var shown = show(mask.kind(), value);

            assertThat(shown).as("whether %s shows %s", mask, value).isPresent();
            assertThat(shown.orElseThrow())
                    .as("%s of %s", mask, value)
                    .isNotEqualTo(value)
                    .doesNotContain(mask.secret().apply(value));
        }
    }

    @ParameterizedTest
    @MethodSource("shaped")
    void a_value_in_full_width_is_shown_as_the_same_value(Shaped mask) {
        var random = new Random(42);
        for (var i = 0; i < 200; i++) {
            var value = mask.value().apply(random);
            assertThat(show(mask.kind(), wide(value))).isEqualTo(show(mask.kind(), value));
        }
    }

    @ParameterizedTest
    @MethodSource("shaped")
    void the_strictest_mask_shows_no_more_than_two_characters(Shaped mask) {
        var random = new Random(7);
        for (var i = 0; i < 200; i++) {
            var value = mask.value().apply(random);
            var strict = Masking.showStrictly(mask.kind(), Personal.of(value)).orElseThrow().open();
            assertThat(strict.replace("*", "")).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void any_text_of_unicode_is_hidden_in_part_or_whole() {
        var random = new Random(20211114);
        var kinds = shaped().map(Shaped::kind).toList();
        for (var i = 0; i < 20_000; i++) {
            var value = unicode(random);
            for (var kind : kinds) {
                assertThat(show(kind, value).filter(shown -> shown.contains(value.strip())))
                        .as("%s of %s", kind, escaped(value))
                        .isEmpty();
            }
        }
    }

    @Test
    void a_value_with_something_before_or_behind_it_has_another_shape() {
        var random = new Random(3);
        BiFunction<String, String, String> before = (value, more) -> more + value;
        BiFunction<String, String, String> behind = (value, more) -> value + more;
        for (var kind :
                List.of("id_card", "mobile", "bank_card", "passport", "credit_code", "ip")) {
            var mask = shaped().filter(m -> m.kind().equals(kind)).findFirst().orElseThrow();
            var value = mask.value().apply(random);
            for (var more : List.of("x", "\u0000", "\uD83D", "\u0301", "\u202E", "；", "\n~")) {
                assertThat(show(kind, before.apply(value, more))).as(kind).isEmpty();
                assertThat(show(kind, behind.apply(value, more))).as(kind).isEmpty();
            }
        }
    }

    private static Optional<String> show(String kind, String value) {
        return Masking.show(kind, GIVEN, Personal.of(value)).map(Personal::open);
    }

    private static String digits(Random random, int count) {
        return SampleText.digits(random, count);
    }

    private static String octets(Random random) {
        return "%s.%s.%s".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }

    private static String card(Random random) {
        return "110105" + date(random).replace("-", "") + digits(random, 4);
    }

    private static String date(Random random) {
        var year = 1930 + random.nextInt(90);
        return "%d-%02d-%02d".formatted(year, 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private static String street(Random random) {
        return "广东省深圳市南山区" + "科技园" + (1 + random.nextInt(999)) + "号";
    }

    /** Characters that are in no title and no surname of these tests. */
    private static String han(Random random, int count) {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            text.append("慧敏娜丽华强伟芳".charAt(random.nextInt(8)));
        }
        return text.toString();
    }

    private static String wide(String text) {
        var wide = new StringBuilder();
        text.codePoints()
                .map(c -> c > ' ' && c < 0x7F ? c + 0xFEE0 : c)
                .forEach(wide::appendCodePoint);
        return wide.toString();
    }

    /** Any units of UTF-16, halves of characters among them; never blank. */
    private static String unicode(Random random) {
        var text = new StringBuilder("\u2603");
        for (var length = random.nextInt(24); length > 0; length--) {
            var plane = random.nextInt(4) == 0 ? 0x10000 : 0x3000;
            text.append(Character.toChars(random.nextInt(plane)));
        }
        return text.append(random.nextBoolean() ? "\uD800" : "7").toString();
    }

    private static String escaped(String text) {
        return text.chars().mapToObj("\\u%04x"::formatted).reduce("", String::concat);
    }
}
