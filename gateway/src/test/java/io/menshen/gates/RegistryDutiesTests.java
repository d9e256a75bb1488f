package io.menshen.gates;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Field;
import io.menshen.catalog.Purpose;
import io.menshen.catalog.Purpose.Basis;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Treatment;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the standard asks of the committed registries, whatever else they say. */
class RegistryDutiesTests {
    private final Catalog catalog = RealRegistries.catalog();

    @Test
    @Clause("3.1")
    void every_kind_of_information_that_the_standard_names_has_a_field() {
        var named = IntStream.rangeClosed(1, 18).mapToObj("C%02d"::formatted);

        assertThat(catalog.fields().values().stream().map(Field::category).distinct())
                .containsAll(named.toList());
    }

    @Test
    @Clause({"4.1.2-a", "4.1.4-g"})
    void every_purpose_was_assessed_by_itself_and_ends() {
        var assessments = catalog.purposes().values().stream().map(Purpose::assessment).toList();

        assertThat(assessments).allMatch(number -> number.matches("PIA-\\d{4}-\\d{3}"));
        assertThat(assessments).doesNotHaveDuplicates();
        assertThat(catalog.purposes().values()).allMatch(purpose -> purpose.retentionDays() > 0);
    }

    @Test
    @Clause("5.2")
    void somebody_answers_for_every_field_purpose_and_system() {
        var owners =
                Stream.of(
                                catalog.fields().values().stream().map(Field::owner),
                                catalog.purposes().values().stream().map(Purpose::owner),
                                catalog.consumers().values().stream().map(c -> c.owner()))
                        .flatMap(each -> each);

        assertThat(owners).isNotEmpty().noneMatch(String::isBlank);
    }

    @Test
    @Clause({"4.1.2-f", "5.1-c", "5.1-d"})
    void what_is_sensitive_lies_in_the_sensitive_store_and_is_not_shown_by_default() {
        for (var field : catalog.fields().entrySet()) {
            var kept = field.getValue().neverStored() ? Field.Store.NONE : Field.Store.SENSITIVE;
            if (field.getValue().sensitive()) {
                assertThat(field.getValue().store()).as(field.getKey()).isEqualTo(kept);
                assertThat(field.getValue().treatment())
                        .as(field.getKey())
                        .isNotEqualTo(Treatment.CLEAR);
            } else {
                assertThat(field.getValue().store())
                        .as(field.getKey())
                        .isIn(Field.Store.IDENTITY, Field.Store.PROFILE);
            }
        }
    }

    @Test
    @Clause({"3.3", "4.1.3-a", "4.1.2-e", "6.2"})
    void what_recognises_a_person_is_collected_only_by_separate_consent() {
        var recognising =
                collecting()
                        .flatMap(purpose ->
                                purpose.getValue().fields().entrySet().stream()
                                        .filter(field -> recognises(field.getKey()))
                                        .filter(field -> !field.getValue().separateConsent())
                                        .map(field -> purpose));

        assertThat(recognising)
                .allMatch(purpose -> purpose.getValue().basis() == Basis.SEPARATE_CONSENT);
    }

    @Test
    @Clause("4.1.3-a")
    void a_gift_asks_for_no_document_and_no_purpose_asks_for_what_is_never_stored() {
        var gift = catalog.purpose("gift_sample").orElseThrow();

        assertThat(gift.fields().keySet()).isNotEmpty().noneMatch(this::recognises);
        assertThat(collecting().flatMap(purpose -> purpose.getValue().fields().keySet().stream()))
                .isNotEmpty()
                .noneMatch(name -> catalog.field(name).orElseThrow().neverStored());
    }

    @Test
    @Clause("4.1.4-d")
    void every_system_has_caps() {
        assertThat(catalog.consumers().values())
                .allMatch(consumer -> consumer.caps().perMinute() > 0)
                .allMatch(consumer -> consumer.caps().perDay() >= consumer.caps().perMinute());
    }

    @Test
    @Clause("4.1.4-e")
    void no_purpose_sells_and_providing_to_others_is_off() {
        var providing =
                catalog.purposes().values().stream().filter(p -> p.manner().contains("provision"));

        assertThat(catalog.purposes().values()).noneMatch(p -> p.manner().contains("sale"));
        assertThat(catalog.floor().forbiddenManners()).contains("sale");
        assertThat(providing.map(Purpose::enabled)).isNotEmpty().containsOnly(false);
    }

    @Test
    @Clause("4.1.2-d")
    void what_rests_on_consent_and_collects_can_be_withdrawn() {
        var consented = List.of(Basis.CONSENT, Basis.SEPARATE_CONSENT, Basis.GUARDIAN_CONSENT);

        assertThat(collecting().filter(p -> consented.contains(p.getValue().basis())))
                .isNotEmpty()
                .allMatch(p -> p.getValue().operations().contains(Operation.WITHDRAW));
    }

    private Stream<Map.Entry<String, Purpose>> collecting() {
        return catalog.purposes().entrySet().stream()
                .filter(p -> p.getValue().operations().contains(Operation.COLLECT));
    }

    private boolean recognises(String field) {
        return catalog.field(field).orElseThrow().recognition();
    }
}
