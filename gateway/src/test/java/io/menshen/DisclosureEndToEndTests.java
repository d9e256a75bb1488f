package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One person, as each consumer sees them. */
class DisclosureEndToEndTests {
    private static final Caller APP = Caller.of("app");
    private static final Caller DELIVERY = Caller.of("delivery");
    private static final Caller DESK = new Caller("service-desk", "s-desk-01");
    private static final Caller MARKETING = Caller.of("mail-marketing");
    private static final Caller ANALYTICS = Caller.of("analytics");
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final int number = NUMBERS.incrementAndGet();
    private SubjectId person = new SubjectId(new java.util.UUID(0, 0));

    @BeforeEach
    void register() {
        var member =
                Member.number(number)
                        .consents("marketing_email")
                        .consents("profiling")
                        .with("member_card_no", "card-" + number);
        var taken = gateway.post("/v1/intakes", APP, member.body());
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        person = gateway.registered(taken.text("subject"));
        new Imported(gateway).put(person, "order_fulfil", "order_no", "ORD-1", "ORD-2");
        new Imported(gateway).put(person, "order_fulfil", "transaction_amount", "128.50");
        new Imported(gateway).put(person, "order_fulfil", "transaction_items", "茶", "杯");
    }

    private Answer read(Caller caller, String purpose, Map<String, ?> more) {
        var body = new java.util.HashMap<String, Object>(more);
        body.put("purpose", purpose);
        body.putIfAbsent("subject", Map.of("token", token(caller, purpose)));
        return gateway.post("/v1/disclosures", caller, body);
    }

    private String token(Caller caller, String purpose) {
        return gateway.token(person, caller.consumer(), purpose);
    }

    @Test
    @Clause("4.1.3-b")
    void delivery_sees_what_a_parcel_needs() {
        var answer = read(DELIVERY, "order_fulfil", Map.of());

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Menshen-Decision")).startsWith("d_").isEqualTo(answer.text("id"));
        assertThat(answer.text("subject")).isEqualTo(token(DELIVERY, "order_fulfil"));
        assertThat(answer.body().path("policy_revision").asInt()).isPositive();
        assertThat(answer.words("fields"))
                .containsEntry("full_name", "诸葛慧敏")
                .containsEntry("mobile", "1380000%04d".formatted(number))
                .containsEntry("home_address", Member.ADDRESS)
                .containsEntry("tier", "gold")
                .containsEntry("transaction_items", "[\"茶\",\"杯\"]")
                .doesNotContainKeys("email", "birth_date", "gender");
        assertThat(answer.body().path("fields").path("order_no").valueStream())
                .hasSize(2)
                .allMatch(token -> token.asString("").startsWith("tk1_"));
        assertThat(answer.words("treatments"))
                .containsEntry("full_name", "clear")
                .containsEntry("order_no", "tokenize");
        assertThat(answer.words("label"))
                .containsEntry("full_name", "identified")
                .containsEntry("tier", "deidentified");
        assertThat(answer.words("withheld")).containsEntry("shipping_address", "no_value");
    }

    @Test
    @Clause({"5.1-a", "5.5"})
    void the_service_desk_sees_masked_values_and_a_district() {
        var answer = read(DESK, "customer_care", Map.of("subject", mobile()));

        assertThat(answer.words("treatments"))
                .containsEntry("full_name", "mask")
                .containsEntry("email", "mask")
                .containsEntry("home_address", "generalize")
                .containsEntry("tier", "clear");
        var fields = answer.words("fields");
        assertThat(fields.get("full_name")).contains("*").doesNotContain("慧敏");
        assertThat(fields.get("email")).contains("*").endsWith("@example.com");
        assertThat(fields.get("home_address")).contains("静安区").doesNotContain("南京西路");
    }

    @Test
    @Clause("5.5")
    void the_desk_without_a_person_who_signed_is_refused() {
        Stream.of(
                        new Caller("service-desk", null),
                        new Caller("service-desk", "s-desk-02"),
                        new Caller("service-desk", "s-desk-03"),
                        new Caller("service-desk", "nobody"))
                .forEach(caller -> {
                    var answer = read(caller, "customer_care", Map.of("subject", mobile()));
                    assertThat(answer.status()).isEqualTo(403);
                    assertThat(answer.reasons()).first().asString().startsWith("staff_");
                    assertThat(answer.text()).doesNotContain("诸葛");
                });
    }

    @Test
    @Clause("4.1.3-b")
    void marketing_sees_a_salutation_and_no_address() {
        var fields = List.of("tier", "email", "full_name", "mobile", "gender");
        var answer = read(MARKETING, "marketing_email", Map.of("fields", fields));

        assertThat(answer.names("fields")).containsExactly("tier", "full_name", "gender");
        assertThat(answer.words("fields")).containsEntry("full_name", "诸葛女士");
        assertThat(answer.words("withheld"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("email", "connector_only", "mobile", "field_outside_purpose"));
    }

    @Test
    @Clause({"3.8", "5.1-a"})
    void analytics_sees_only_what_is_de_identified() {
        var answer = read(ANALYTICS, "analytics_deid", Map.of());

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.words("fields"))
                .containsEntry("tier", "gold")
                .containsEntry("gender", "female")
                .containsKeys("birth_year_band", "province");
        assertThat(answer.body().path("fields").path("transaction_amount").isNumber()).isTrue();
        assertThat(answer.words("label").values()).containsOnly("deidentified");
    }

    @Test
    @Clause("4.1.4-c")
    void a_vendor_without_certification_is_refused_whoever_the_person_is() {
        var vendor = Caller.of("vendor-x");
        var answer = read(vendor, "vendor_processing", Map.of());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.reasons()).containsExactly("system_mlps");
        assertThat(answer.text("decision")).isEqualTo(answer.header("Menshen-Decision"));
        assertThat(answer.text("type")).isEqualTo("/problems/system-mlps");
    }

    @Test
    void a_ceiling_lowers_and_never_raises() {
        var low = Map.of("full_name", "mask", "mobile", "mask_strict", "home_address", "withhold");
        var lowered = read(DELIVERY, "order_fulfil", Map.of("at_most", low));
        var raised = read(DESK, "customer_care", Map.of("at_most", Map.of("full_name", "clear")));

        assertThat(lowered.words("fields").get("full_name")).contains("*");
        assertThat(lowered.words("treatments")).containsEntry("mobile", "mask_strict");
        assertThat(lowered.words("fields").get("mobile")).contains("*");
        assertThat(lowered.words("withheld")).containsEntry("home_address", "at_most");
        assertThat(raised.words("treatments")).containsEntry("full_name", "mask");
    }

    @Test
    void a_ceiling_that_the_field_has_no_form_for_is_told_as_such() {
        for (var ceiling : List.of("generalize", "mask", "mask_strict")) {
            // Of one the person has a value, of the other none.
            var low = Map.of("tier", ceiling, "transaction_items", ceiling);
            var answer = read(DELIVERY, "order_fulfil", Map.of("at_most", low));

            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.words("withheld"))
                    .containsEntry("tier", "at_most")
                    .containsEntry("transaction_items", "at_most");
        }
        // A salutation takes the gender, which this purpose does not plan.
        var low =
                Map.of(
                        "mobile", "generalize",
                        "full_name", "generalize",
                        "home_address", "generalize");
        var answer = read(DELIVERY, "order_fulfil", Map.of("at_most", low));
        assertThat(answer.words("withheld"))
                .containsEntry("mobile", "at_most")
                .containsEntry("full_name", "at_most");
        assertThat(answer.words("treatments")).containsEntry("home_address", "generalize");
    }

    @Test
    @Clause("4.1.3-b")
    void a_field_that_was_not_asked_for_is_not_opened() {
        gateway.keys().opened();
        read(DELIVERY, "order_fulfil", Map.of("fields", List.of("mobile", "tier")));
        assertThat(gateway.keys().opened()).containsExactly("mobile");

        gateway.keys().counted();
        read(DELIVERY, "order_fulfil", Map.of("fields", List.of("tier")));
        assertThat(gateway.keys().counted()).doesNotContainKeys("unwrap", "open");
    }

    @Test
    void a_field_withheld_or_lowered_away_is_not_opened() {
        gateway.keys().opened();
        var asked = List.of("email", "birth_date", "home_address");
        read(
                DELIVERY,
                "order_fulfil",
                Map.of("fields", asked, "at_most", Map.of("home_address", "withhold")));
        read(MARKETING, "marketing_email", Map.of("fields", List.of("email", "tier")));
        assertThat(gateway.keys().opened()).isEmpty();
    }

    @Test
    void an_unknown_word_is_told_by_its_place_and_not_echoed() {
        var answer =
                read(
                        DELIVERY,
                        "order_fulfil",
                        Map.of(
                                "fields",
                                List.of("tier", "zhugehuimin"),
                                "at_most",
                                Map.of("x1", "mask")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faults())
                .containsExactly("/fields/1 unknown_word", "/at_most unknown_word");
        assertThat(answer.text()).doesNotContain("zhugehuimin");
    }

    @Test
    @Clause("5.1-a")
    void tokens_of_two_consumers_differ_and_open_only_for_their_owner() {
        var own = token(DELIVERY, "order_fulfil");
        var foreign = token(DESK, "customer_care");

        assertThat(own).isNotEqualTo(foreign);
        assertThat(byToken(own).status()).isEqualTo(200);
        assertThat(byToken(foreign).status()).isEqualTo(404);
    }

    @Test
    void whatever_is_wrong_with_a_token_the_answer_is_one() {
        var own = token(DELIVERY, "order_fulfil");
        var forged = own.substring(0, 20) + (own.charAt(20) == 'A' ? 'B' : 'A') + own.substring(21);

        var answers =
                Stream.of(forged, own.substring(0, 30), token(DESK, "customer_care"), "", "x")
                        .map(this::byToken)
                        .toList();

        assertThat(answers).allMatch(answer -> answer.status() == 404);
        assertThat(answers.stream().map(Answer::withoutIds).distinct().toList()).hasSize(1);
    }

    private Answer byToken(String token) {
        return read(DELIVERY, "order_fulfil", Map.of("subject", Map.of("token", token)));
    }

    private Map<String, String> mobile() {
        return Map.of("mobile", "1380000%04d".formatted(number));
    }
}
