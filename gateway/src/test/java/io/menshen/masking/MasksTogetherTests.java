package io.menshen.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import io.menshen.kernel.Personal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One caller may see several masks of one person, or one value under two of them. */
@Clause("5.1-a")
class MasksTogetherTests {
    private static final int ROUNDS = 500;

    private final Random random = new Random(20211114);

    @Test
    void both_masks_of_a_mobile_leave_four_digits_hidden() {
        for (var i = 0; i < ROUNDS; i++) {
            var mobile = "138" + SampleText.digits(random, 8);
            var hidden = hiddenInAll(mobile, "mobile", List.of(Map.of(), Map.of("show", "last2")));
            assertThat(hidden).isEqualTo(4);
        }
    }

    @Test
    void both_masks_of_a_bank_card_leave_six_digits_hidden() {
        for (var i = 0; i < ROUNDS; i++) {
            var card = SampleText.digits(random, 13 + random.nextInt(7));
            var hidden = hiddenInAll(card, "bank_card", List.of(Map.of(), Map.of("show", "bin")));
            assertThat(hidden).isGreaterThanOrEqualTo(6);
        }
    }

    @Test
    void card_years_birthday_and_region_leave_hundreds_of_identity_numbers() {
        for (var i = 0; i < 50; i++) {
            var birth = LocalDate.of(1950 + random.nextInt(60), 3, 1 + random.nextInt(28));
            var card = idCard("110105" + birth.toString().replace("-", ""), random.nextInt(1000));
            var band = show("year_band", Map.of(), birth.toString());
            var day = show("month_day", Map.of(), birth.toString()).replace("-", "");
            var shown = show("id_card", Map.of(), card);
            var first = Integer.parseInt(band.substring(0, 4));

            var candidates = 0;
            for (var year = first; year < first + 5; year++) {
                for (var sequence = 0; sequence < 1000; sequence++) {
                    var candidate = idCard("110105" + year + day, sequence);
                    candidates += show("id_card", Map.of(), candidate).equals(shown) ? 1 : 0;
                }
            }
            assertThat(candidates).isGreaterThan(300);
        }
    }

    @Test
    void a_salutation_beside_a_masked_name_tells_no_given_name() {
        for (var name : List.of("诸葛慧敏", "张三", "欧阳娜娜")) {
            var given = name.substring(name.length() - 1);
            assertThat(show("name", Map.of(), name)).doesNotContain(given);
            assertThat(show("salutation", Map.of("gender", "male"), name)).doesNotContain(given);
        }
    }

    private static String idCard(String regionAndBirth, int sequence) {
        var body = regionAndBirth + "%03d".formatted(sequence);
        for (var check : "0123456789X".toCharArray()) {
            if (FieldType.of("id_card").accepts(Personal.of(body + check))) {
                return body + check;
            }
        }
        throw new AssertionError("no check digit fits");
    }

    private static int hiddenInAll(String value, String kind, List<Map<String, String>> ways) {
        var masks = ways.stream().map(way -> show(kind, way, value)).toList();
        var hidden = 0;
        for (var i = 0; i < value.length(); i++) {
            var at = i;
            hidden += masks.stream().allMatch(mask -> mask.charAt(at) == '*') ? 1 : 0;
        }
        return hidden;
    }

    private static String show(String kind, Map<String, String> parameters, String value) {
        return Masking.show(kind, parameters, Personal.of(value)).orElseThrow().open();
    }
}
