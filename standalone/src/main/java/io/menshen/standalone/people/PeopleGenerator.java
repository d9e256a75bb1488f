package io.menshen.standalone.people;

import io.menshen.kernel.Personal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.datafaker.Faker;

/**
 * Generated people, the same at each run. Mobiles have prefixes that no network was given, mail
 * goes to demo.example: nothing here reaches a stranger.
 */
public final class PeopleGenerator {
    private static final long SEED = 20_021L;
    private static final List<String> PREFIXES = List.of("142", "143", "161", "163");
    private static final List<String> TIERS = List.of("standard", "silver", "gold", "platinum");
    private static final List<String> VISITS = List.of("weekly", "monthly", "quarterly", "yearly");
    private static final List<String> TAGS =
            List.of("coffee", "children", "sports", "books", "parking");

    private final LocalDate today;

    /**
     * A generator.
     *
     * @param today ages are reckoned from it
     */
    public PeopleGenerator(LocalDate today) {
        this.today = today;
    }

    /** That many people, in order; each call gives the same ones. */
    public Stream<GeneratedPerson> people(int count) {
        return IntStream.range(0, count).mapToObj(this::person);
    }

    private GeneratedPerson person(int number) {
        var random = new Random(SEED + number);
        var standing = Standing.of(number, random);
        var fields = new LinkedHashMap<String, List<Personal<String>>>();
        values(number, random, standing)
                .forEach((field, value) -> fields.put(field, List.of(Personal.of(value))));
        fields.put("customer_tag", tags(random));
        return new GeneratedPerson(
                "gen-%05d".formatted(number),
                fields,
                standing.consents(),
                standing.age(),
                standing.guardian(),
                standing.lifecycle(),
                standing.restrictions());
    }

    private Map<String, String> values(int number, Random random, Standing standing) {
        var faker = new Faker(Locale.of("zh", "CN"), random);
        var place = Place.ALL.get(random.nextInt(Place.ALL.size()));
        var values = new LinkedHashMap<String, String>();
        values.put("external_id", "gen-%05d".formatted(number));
        values.put("member_card_no", "GEN%08d".formatted(number));
        values.put("full_name", faker.name().name());
        values.put("mobile", mobile(number));
        values.put(
                "email",
                "gen.%05d@%s".formatted(number, number % 2 == 0 ? "demo.example" : "demo.cn"));
        Birth.put(
                values,
                standing.birth(today, random),
                random.nextBoolean() ? "male" : "female",
                place,
                number % 500);
        values.put("home_address", place.address(street(faker, random)));
        values.put("landline", place.area() + "-" + (8_000_0000 + random.nextInt(1_000_0000)));
        values.put("plate_no", place.plate() + "%05d".formatted(random.nextInt(100_000)));
        purchases(values, number, random);
        return values;
    }

    /** Each number once: ten thousand to a prefix and block. */
    private static String mobile(int number) {
        return PREFIXES.get(number % PREFIXES.size())
                + "%08d".formatted(number * 7919L % 100_000_000L);
    }

    private static String street(Faker faker, Random random) {
        return "%s路%d号%d室"
                .formatted(
                        faker.name().lastName(),
                        1 + random.nextInt(999),
                        101 + random.nextInt(2400));
    }

    private static void purchases(Map<String, String> values, int number, Random random) {
        // 623 and eight zeros: an issuer number that no bank has.
        values.put("bank_card_no", CheckDigits.bankCard("62300000%010d".formatted(number)));
        values.put("tier", TIERS.get(random.nextInt(TIERS.size())));
        values.put("points_balance", Integer.toString(random.nextInt(50_000)));
        values.put("order_no", "GENORDER%07d".formatted(number));
        values.put(
                "transaction_amount",
                "%d.%02d".formatted(1 + random.nextInt(5_000), random.nextInt(100)));
        values.put("visit_frequency", VISITS.get(random.nextInt(VISITS.size())));
    }

    private static List<Personal<String>> tags(Random random) {
        var first = random.nextInt(TAGS.size());
        var count = 1 + random.nextInt(2);
        return IntStream.range(0, count)
                .mapToObj(i -> Personal.of(TAGS.get((first + i) % TAGS.size())))
                .toList();
    }
}
