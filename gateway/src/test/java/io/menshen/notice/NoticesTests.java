package io.menshen.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.catalog.Controller;
import io.menshen.catalog.Label;
import io.menshen.catalog.Purpose;
import io.menshen.gates.RealRegistries;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Treatment;
import io.menshen.masking.Masking;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The notices of the committed registries: what they say is what is done. */
@Clause({"4.1.2-a", "4.1.2-b"})
class NoticesTests {
    private static final Catalog CATALOG = RealRegistries.catalog();
    private static final Map<String, Notice> NOTICES = Notices.of(CATALOG);

    private static Notice of(String purpose) {
        return Objects.requireNonNull(NOTICES.get(purpose), purpose);
    }

    /** The notice that tells of a purpose, whether its own or that of the purpose it rests on. */
    private static Notice telling(String purpose) {
        return of(CATALOG.consentOf(purpose).orElseThrow());
    }

    private static void says(Notice notice, Label label) {
        assertThat(notice.text().zh()).as(notice.purpose()).contains(label.zh());
        assertThat(notice.text().en()).as(notice.purpose()).contains(label.en());
    }

    private static void says(Notice notice, String sentence) {
        says(notice, new Label(Wording.ZH.say(sentence), Wording.EN.say(sentence)));
    }

    @Test
    void every_purpose_is_told_of_with_its_manner_basis_and_retention() {
        CATALOG.purposes()
                .forEach((name, purpose) -> {
                    var notice = telling(name);
                    says(notice, purpose.label());
                    purpose.manner().forEach(manner -> says(notice, "manner." + manner));
                    var days = Integer.toString(purpose.retentionDays());
                    says(notice, new Label(" " + days + " 天", " " + days + " days"));
                });
        NOTICES.forEach((name, notice) -> {
            var basis = CATALOG.purpose(name).map(Purpose::basis).orElseThrow();
            says(notice, "basis." + basis.name().toLowerCase(Locale.ROOT));
        });
    }

    @Test
    @Clause({"4.1.2-g", "4.1.2-e"})
    void every_field_stands_there_with_how_it_is_shown_and_what_it_means() {
        CATALOG.purposes()
                .forEach((name, purpose) ->
                        purpose.fields()
                                .forEach((field, planned) -> {
                                    var notice = telling(name);
                                    says(notice, CATALOG.field(field).orElseThrow().label());
                                    var shown =
                                            Wording.EN.say(
                                                    "treatment." + planned.treatment().word());
                                    assertThat(notice.text().en())
                                            .contains(shown.split("\\{", 2)[0]);
                                    Stream.of(planned.why(), planned.necessity(), planned.effect())
                                            .filter(Objects::nonNull)
                                            .forEach(label -> says(notice, label));
                                }));
    }

    @Test
    void every_recipient_stands_there() {
        var pages = CATALOG.deployment().pages();
        CATALOG.consumers()
                .forEach((id, consumer) -> {
                    if (!id.equals(pages)) {
                        isTold(consumer);
                    }
                });
    }

    private static void isTold(Consumer consumer) {
        for (var purpose : consumer.purposes()) {
            says(telling(purpose), consumer.label());
            says(telling(purpose), "recipient." + consumer.kind().word());
        }
    }

    @Test
    @Clause("4.1.2-d")
    void controller_contact_complaints_and_withdrawal_stand_in_each() {
        Controller who = CATALOG.deployment().controller();

        NOTICES.values()
                .forEach(notice -> {
                    Stream.of(who.name(), who.contact(), who.complaints())
                            .forEach(label -> says(notice, label));
                    assertThat(notice.text().zh()).doesNotContain("{").doesNotContain("}");
                    assertThat(notice.text().en()).doesNotContain("{").doesNotContain("}");
                });
        assertThat(of("member_register").text().en()).contains("You may withdraw your consent");
        assertThat(of("order_fulfil").text().en()).contains("does not rest on your consent");
    }

    @Test
    @Clause("4.1.2-e")
    void the_separate_consents_are_those_that_the_rules_ask_for() {
        assertThat(of("member_register").separate()).containsExactly("address");
        assertThat(of("account_service").separate()).containsExactly("identity_document");
        assertThat(of("payment").separate()).containsExactly("property");
        assertThat(of("order_fulfil").separate()).isEmpty();
        assertThat(of("face_member").separate()).containsExactly("biometrics");
    }

    @Test
    void what_rests_on_a_purpose_is_told_in_its_notice_and_has_none_of_its_own() {
        assertThat(of("order_fulfil").uses())
                .extracting(Notice.Use::purpose)
                .containsExactly("order_fulfil", "shipping_label", "vendor_processing");
        assertThat(NOTICES).doesNotContainKeys("shipping_label", "vendor_processing");
    }

    @Test
    void the_same_registries_give_the_same_bytes() {
        assertThat(Notices.of(RealRegistries.catalog())).isEqualTo(NOTICES);
        assertThat(of("survey").hash()).isEqualTo(Notices.hash(of("survey").text())).hasSize(64);
        assertThat(NOTICES.values()).extracting(Notice::hash).doesNotHaveDuplicates();
    }

    @Test
    void there_are_words_for_everything_that_registries_may_say() {
        var names =
                Stream.of(
                                Stream.of(Treatment.values()).map(one -> "treatment." + one.word()),
                                Stream.of(Purpose.Basis.values())
                                        .map(one -> "basis." + one.name().toLowerCase(Locale.ROOT)),
                                Stream.of(Consumer.Kind.values())
                                        .map(one -> "recipient." + one.word()),
                                Masking.kinds().stream().map(kind -> "by." + kind),
                                CATALOG.fields().values().stream()
                                        .filter(field -> field.kind() != null)
                                        .map(field -> "kind." + field.kind()))
                        .flatMap(all -> all);

        assertThat(names).allMatch(Wording.ZH::knows).allMatch(Wording.EN::knows);
    }
}
