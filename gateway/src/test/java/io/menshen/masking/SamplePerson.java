package io.menshen.masking;

import io.menshen.kernel.Personal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A made-up person by fields of the registry, whose fields agree with each other. */
record SamplePerson(SequencedMap<String, String> values) {
    private static final int TRIES = 3_000;

    /** What a mask must keep, and how many others must at least be possible. */
    enum Secret {
        NAME("full_name", 4),
        NICKNAME("nickname", 4),
        BIRTH("birth_date", 4),
        ID_CARD("id_card_no", 100),
        PASSPORT("passport_no", 100),
        MOBILE("mobile", 100),
        LANDLINE("landline", 100),
        EMAIL("email", 100),
        BANK_CARD("bank_card_no", 100),
        PLATE("plate_no", 100),
        TAX("tax_no", 100),
        HOME("home_address", 100),
        SHIPPING("shipping_address", 100),
        IP("ip", 100);

        private final String field;
        private final int fewest;

        Secret(String field, int fewest) {
            this.field = field;
            this.fewest = fewest;
        }

        String field() {
            return field;
        }

        int fewest() {
            return fewest;
        }
    }

    static SamplePerson of(Random random) {
        var birth = LocalDate.of(1990, 3, 14);
        var values = new LinkedHashMap<String, String>();
        values.put("gender", "female");
        for (var secret : Secret.values()) {
            values.put(secret.field(), drawn(secret, birth, random));
        }
        return new SamplePerson(born(values, birth));
    }

    /** People who differ from this one in that alone, and in what follows from it. */
    Stream<SamplePerson> others(Secret secret, Random random) {
        return IntStream.range(0, TRIES)
                .mapToObj(i -> other(secret, i, random))
                .filter(other -> !other.value(secret).equals(value(secret)))
                .distinct();
    }

    private String value(Secret secret) {
        return values.getOrDefault(secret.field(), "");
    }

    private SamplePerson other(Secret secret, int round, Random random) {
        var changed = new LinkedHashMap<>(values);
        var birth = LocalDate.parse(values.getOrDefault("birth_date", ""));
        if (secret == Secret.BIRTH) {
            var born = birth.minusDays(TRIES / 2).plusDays(round);
            changed.put("id_card_no", card(born, random));
            return new SamplePerson(born(changed, born));
        }
        changed.put(secret.field(), near(secret, value(secret), birth, random));
        return new SamplePerson(changed);
    }

    private static SequencedMap<String, String> born(
            SequencedMap<String, String> values, LocalDate birth) {
        values.put("birth_date", birth.toString());
        values.put("birth_month_day", show("month_day", birth));
        values.put("birth_year_band", show("year_band", birth));
        return values;
    }

    private static String show(String kind, LocalDate date) {
        return Masking.show(kind, Map.of(), Personal.of(date.toString())).orElseThrow().open();
    }

    private static String drawn(Secret secret, LocalDate birth, Random random) {
        return switch (secret) {
            case NAME -> "诸葛" + han(random);
            case NICKNAME -> "小" + han(random);
            case BIRTH -> birth.toString();
            case ID_CARD -> card(birth, random);
            case PASSPORT -> "E" + digits(random, 8);
            case MOBILE -> "138" + digits(random, 8);
            case LANDLINE -> "0755" + digits(random, 8);
            case EMAIL -> "q" + digits(random, 8) + "@demo.cn";
            case BANK_CARD -> "622202" + digits(random, 13);
            case PLATE -> "粤B" + digits(random, 5);
            case TAX -> "91350100M0" + digits(random, 8);
            case HOME, SHIPPING -> "广东省深圳市南山区科技园" + digits(random, 4) + "号";
            case IP -> "203.0." + random.nextInt(256) + "." + random.nextInt(256);
        };
    }

    /** Drawn again from those that begin and end as the value does, where most masks look. */
    private static String near(Secret secret, String value, LocalDate birth, Random random) {
        var drawn = drawn(secret, birth, random);
        return switch (secret) {
            case PASSPORT, BANK_CARD, LANDLINE, TAX, MOBILE -> ending(drawn, value, 4);
            case PLATE -> ending(drawn, value, 1);
            case ID_CARD -> value.charAt(17) == drawn.charAt(17) ? drawn : value;
            default -> drawn;
        };
    }

    private static String ending(String drawn, String value, int last) {
        return drawn.substring(0, drawn.length() - last) + value.substring(value.length() - last);
    }

    private static String card(LocalDate birth, Random random) {
        var body = "11" + digits(random, 4) + birth.toString().replace("-", "") + digits(random, 3);
        return Stream.of("0123456789X".split("", -1))
                .map(check -> body + check)
                .filter(card -> FieldType.of("id_card").accepts(Personal.of(card)))
                .findFirst()
                .orElseThrow();
    }

    private static String digits(Random random, int count) {
        return SampleText.digits(random, count);
    }

    private static String han(Random random) {
        return "慧敏娜丽华强伟芳".substring(random.nextInt(8)).substring(0, 1);
    }
}
