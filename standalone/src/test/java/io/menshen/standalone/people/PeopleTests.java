package io.menshen.standalone.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Age;
import io.menshen.kernel.Consent;
import io.menshen.kernel.Guardian;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Personal;
import io.menshen.masking.FieldType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class PeopleTests {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final List<GeneratedPerson> PEOPLE =
            new PeopleGenerator(TODAY).people(10_000).toList();

    @Test
    void every_value_fits_the_type_that_the_registry_gives_its_field() throws IOException {
        var types = types();
        var refused = new HashSet<String>();
        everyone()
                .forEach(person ->
                        person.fields()
                                .forEach((field, values) -> {
                                    var type = FieldType.of(String.valueOf(types.get(field)));
                                    values.stream()
                                            .filter(value -> !type.accepts(value))
                                            .forEach(value -> refused.add(field));
                                }));
        assertThat(refused).isEmpty();
    }

    @Test
    void every_consent_is_for_a_purpose_of_the_registry() throws IOException {
        var purposes = registry("purposes").keySet();
        assertThat(
                        everyone()
                                .flatMap(p -> p.consents().stream())
                                .map(GivenConsent::purpose)
                                .distinct())
                .isSubsetOf(purposes.stream().map(String::valueOf).toList());
    }

    @Test
    void every_state_occurs() {
        var lifecycles = EnumSet.noneOf(Lifecycle.class);
        var ages = EnumSet.noneOf(Age.class);
        var consents = EnumSet.noneOf(Consent.class);
        var guardians = new EnumMap<Guardian, Integer>(Guardian.class);
        var restrictions = new HashSet<String>();
        for (var person : PEOPLE) {
            lifecycles.add(person.lifecycle());
            ages.add(person.age());
            person.consents().forEach(given -> consents.add(given.state()));
            restrictions.addAll(person.restrictions());
            if (person.age() == Age.CHILD) {
                guardians.merge(person.guardian(), 1, Integer::sum);
            }
        }
        assertThat(lifecycles)
                .contains(Lifecycle.ACTIVE, Lifecycle.FROZEN, Lifecycle.CLOSED, Lifecycle.ERASED);
        assertThat(ages).containsExactly(Age.values());
        assertThat(consents).contains(Consent.GRANTED, Consent.WITHDRAWN, Consent.STALE);
        assertThat(PEOPLE)
                .anyMatch(p ->
                        p.consents().stream()
                                .noneMatch(c -> c.purpose().equals("marketing_email")));
        assertThat(guardians).containsOnlyKeys(Guardian.values());
        assertThat(restrictions).containsExactlyInAnyOrder("processing", "marketing", "profiling");
    }

    @Test
    void identifiers_are_unique_and_reach_nobody() {
        for (var field :
                List.of(
                        "external_id",
                        "member_card_no",
                        "mobile",
                        "email",
                        "bank_card_no",
                        "order_no")) {
            assertThat(PEOPLE.stream().map(p -> value(p, field)).distinct())
                    .as(field)
                    .hasSize(10_000);
        }
        assertThat(PEOPLE).allMatch(p -> value(p, "mobile").matches("(142|143|161|163)\\d{8}"));
        assertThat(PEOPLE).allMatch(p -> value(p, "email").matches(".*@demo\\.(example|cn)"));
    }

    @Test
    void card_birth_date_and_age_agree() {
        assertThat(PEOPLE)
                .allSatisfy(person -> {
                    var birth = LocalDate.parse(value(person, "birth_date"));
                    assertThat(value(person, "id_card_no"))
                            .contains(birth.toString().replace("-", ""));
                    assertThat(value(person, "birth_month_day"))
                            .isEqualTo(birth.toString().substring(5));
                    var years = birth.until(TODAY).getYears();
                    assertThat(person.age() == Age.CHILD).isEqualTo(years < 14);
                });
    }

    @Test
    void the_same_people_come_out_of_each_run() {
        var again = new PeopleGenerator(TODAY).people(200).toList();
        for (var i = 0; i < again.size(); i++) {
            assertThat(texts(again.get(i))).isEqualTo(texts(PEOPLE.get(i)));
            assertThat(again.get(i).consents()).isEqualTo(PEOPLE.get(i).consents());
        }
    }

    @Test
    void test_people_are_in_the_states_they_are_named_for() {
        assertThat(TestPeople.all())
                .extracting(TestPerson::externalId)
                .doesNotHaveDuplicates()
                .hasSize(9);
        assertThat(TestPeople.SAME_MOBILE_FIRST.mobile())
                .isEqualTo(TestPeople.SAME_MOBILE_SECOND.mobile());
        assertThat(TestPeople.MINOR_WITH_GUARDIAN.person().guardian())
                .isEqualTo(Guardian.CONSENTED);
        assertThat(TestPeople.MINOR_WITHOUT_GUARDIAN.person().guardian()).isEqualTo(Guardian.NONE);
        assertThat(TestPeople.ERASED_RECORD.person().lifecycle()).isEqualTo(Lifecycle.ERASED);
        assertThat(TestPeople.FROZEN_RECORD.person().lifecycle()).isEqualTo(Lifecycle.FROZEN);
    }

    @Test
    void the_document_lists_the_test_people() throws IOException {
        var document = Files.readString(Path.of("../docs/test-people.md"));
        var rows =
                TestPeople.all().stream()
                        .map(p ->
                                "| `%s` | `%s` | `%s` | %s | %s |"
                                        .formatted(
                                                p.externalId(),
                                                p.memberCard(),
                                                p.mobile(),
                                                p.name(),
                                                p.state()))
                        .toList();
        assertThat(document.lines().filter(line -> line.startsWith("| `")).toList())
                .isEqualTo(rows);
    }

    private static Stream<GeneratedPerson> everyone() {
        return Stream.concat(TestPeople.all().stream().map(TestPerson::person), PEOPLE.stream());
    }

    private static String value(GeneratedPerson person, String field) {
        return texts(person).getOrDefault(field, List.of("")).getFirst();
    }

    private static Map<String, List<String>> texts(GeneratedPerson person) {
        var texts = new HashMap<String, List<String>>();
        person.fields()
                .forEach((field, values) ->
                        texts.put(field, values.stream().map(Personal::open).toList()));
        return texts;
    }

    private static Map<String, String> types() throws IOException {
        var types = new HashMap<String, String>();
        registry("fields")
                .forEach((field, entry) ->
                        types.put(
                                String.valueOf(field),
                                String.valueOf(((Map<?, ?>) entry).get("type"))));
        return types;
    }

    private static Map<?, ?> registry(String name) throws IOException {
        var text = Files.readString(Path.of("../policies/registries/" + name + ".yaml"));
        var document = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
        return (Map<?, ?>) java.util.Objects.requireNonNull(document.get(name));
    }
}
