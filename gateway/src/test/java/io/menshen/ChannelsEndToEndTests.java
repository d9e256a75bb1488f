package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.access.Uses;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.Purpose;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Operation;
import io.menshen.kernel.SubjectId;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * What each channel takes in, and what it refuses. The registries are those of the repository; the
 * app may ask for every purpose that collects.
 */
class ChannelsEndToEndTests {
    private static final Caller APP = Caller.of("app");
    private static final String REGISTER = "member_register";
    private static final AtomicInteger NUMBERS = new AtomicInteger(7_000);
    private static final Map<String, String> SAMPLES =
            Map.ofEntries(
                    Map.entry("name", "诸葛慧敏"),
                    Map.entry("mobile", "13800000077"),
                    Map.entry("email", "huimin@example.com"),
                    Map.entry("openid", "o6_bmjrPTlm6_2sgVt7hMZOPfL2M"),
                    Map.entry("address", Member.ADDRESS),
                    Map.entry("id_card", "11010519491231002X"),
                    Map.entry("bank_card", "4929000000006"),
                    Map.entry("plate", "沪A12345"),
                    Map.entry("money", "128.50"),
                    Map.entry("text", "a text"));

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(SignedPolicy.altered(ChannelsEndToEndTests::alter));

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final int number = NUMBERS.incrementAndGet();

    private static void alter(ObjectNode registries) {
        var app = (ObjectNode) registries.path("consumers").path("app");
        var asked = app.putArray("purposes");
        for (var purpose : registries.path("purposes").properties()) {
            if (purpose.getValue().path("operations").toString().contains("\"collect\"")) {
                asked.add(purpose.getKey());
            }
        }
    }

    private static Catalog catalog() {
        return DEPLOYMENT.gateway().bean(Uses.class).policy().catalog();
    }

    /** Every channel with each purpose that it serves. */
    static Stream<Arguments> profiles() {
        return catalog().channels().entrySet().stream()
                .flatMap(channel ->
                        channel.getValue().purposes().keySet().stream()
                                .map(purpose -> Arguments.of(channel.getKey(), purpose)));
    }

    /** Those that somebody new can come in by. */
    static Stream<Arguments> registering() {
        return profiles()
                .filter(one -> REGISTER.equals(one.get()[1]))
                .filter(one -> !required("" + one.get()[0], REGISTER).isEmpty());
    }

    private static Map<String, String> required(String channel, String purpose) {
        var profile = catalog().channel(channel).orElseThrow().profile(purpose).orElseThrow();
        var fields = new TreeMap<String, String>();
        profile.required().keySet().forEach(name -> fields.put(name, sample(name)));
        return fields;
    }

    private static String sample(String field) {
        var type = catalog().field(field).orElseThrow().type();
        return SAMPLES.getOrDefault(type, "sample-" + NUMBERS.incrementAndGet());
    }

    private Map<String, Object> body(String channel, String purpose, Map<String, String> fields) {
        var body = new HashMap<String, Object>();
        body.put("channel", channel);
        body.put("purpose", purpose);
        body.put("notice_version", 1);
        body.put("fields", fields);
        var verification = catalog().channel(channel).orElseThrow().verification();
        body.put("verification", verification.name().toLowerCase(Locale.ROOT));
        if (registered(purpose).operations().contains(Operation.WITHDRAW)) {
            body.put("consents", List.of(consent(purpose, fields)));
        }
        return body;
    }

    private static Purpose registered(String purpose) {
        return catalog().purpose(purpose).orElseThrow();
    }

    private static Map<String, ?> consent(String purpose, Map<String, String> fields) {
        var kinds =
                fields.keySet().stream()
                        .flatMap(f -> Optional.ofNullable(catalog().fields().get(f)).stream())
                        .map(field -> field.kind())
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        return Map.of("purpose", purpose, "notice_version", 1, "act", "ticked", "separate", kinds);
    }

    private Map<String, String> newcomer(Map<String, String> fields) {
        var all = new TreeMap<>(fields);
        all.put("external_id", "channel-" + number);
        return all;
    }

    private SubjectId adult() {
        return Member.number(number)
                .only("external_id", "mobile", "birth_date")
                .registered(gateway);
    }

    private Answer take(Map<String, ?> body) {
        return gateway.post("/v1/intakes", APP, body);
    }

    private Map<String, Object> of(SubjectId person, Map<String, Object> body) {
        var purpose = "" + body.get("purpose");
        body.put("subject", Map.of("token", gateway.token(person, "app", purpose)));
        return body;
    }

    /** The cases of these tests come from the registry: a channel of the standard must be in it. */
    @Test
    void every_channel_of_the_standard_has_a_profile() {
        assertThat(
                        catalog().channels().values().stream()
                                .filter(channel -> !channel.purposes().isEmpty())
                                .map(channel -> channel.clause()))
                .contains(
                        "4.2.1.1", "4.2.1.2", "4.2.1.3", "4.2.1.4", "4.2.1.5", "4.2.1.6", "4.2.2.1",
                        "4.2.2.2", "4.2.2.3", "4.2.2.4", "4.2.2.5", "4.2.2.6");
    }

    @ParameterizedTest
    @MethodSource("profiles")
    @Clause({
        "4.1.3-a", "4.2", "4.2.1.1", "4.2.1.2", "4.2.1.3", "4.2.1.4", "4.2.1.5", "4.2.1.6",
        "4.2.2.1", "4.2.2.2", "4.2.2.3", "4.2.2.4", "4.2.2.5", "4.2.2.6"
    })
    void who_declines_all_that_is_optional_is_served_all_the_same(String channel, String purpose) {
        var fields = required(channel, purpose);
        var answer =
                purpose.equals(REGISTER)
                        ? take(body(channel, purpose, newcomer(fields)))
                        : take(of(adult(), body(channel, purpose, fields)));

        assertThat(answer.text("outcome"))
                .as(answer.text())
                .isEqualTo(purpose.equals(REGISTER) ? "created" : "updated");
    }

    @ParameterizedTest
    @MethodSource("registering")
    @Clause("4.1.3-a")
    void somebody_new_is_told_what_is_needed_and_for_what(String channel, String purpose) {
        var answer = take(body(channel, purpose, newcomer(Map.of())));
        var needed = catalog().channel(channel).orElseThrow().profile(purpose).orElseThrow();

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.faults())
                .containsExactlyElementsOf(
                        needed.required().keySet().stream()
                                .map(name -> "/fields/" + name + " required")
                                .toList());
        assertThat(needed.required().values())
                .allSatisfy(need ->
                        assertThat(answer.text())
                                .contains(need.neededFor().en(), need.neededFor().zh()));
    }

    @Test
    @Clause("4.1.3-a")
    void who_holds_it_already_hands_it_in_once() {
        var person = adult();
        var tier = Map.of("tier", "gold");
        var missing = take(of(person, body("sales_guide", REGISTER, tier)));
        var given = new TreeMap<>(tier);
        given.put("member_card_no", "card-" + number);
        var bound = take(of(person, body("sales_guide", REGISTER, given)));
        var again = take(of(person, body("sales_guide", REGISTER, tier)));

        assertThat(missing.faults()).containsExactly("/fields/member_card_no required");
        assertThat(bound.text("outcome")).as(bound.text()).isEqualTo("updated");
        assertThat(again.text("outcome")).as(again.text()).isEqualTo("updated");
    }

    @Test
    @Clause("5.2")
    void what_is_missing_stores_nothing_and_is_in_the_audit() throws SQLException {
        var people = DEPLOYMENT.ask("SELECT count(*) FROM subject.key_record");
        var answer = take(body("web", REGISTER, newcomer(Map.of())));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(DEPLOYMENT.ask("SELECT count(*) FROM subject.key_record")).isEqualTo(people);
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT reasons FROM audit.record WHERE decision_id = '%s'"
                                        .formatted(answer.header("Menshen-Decision"))))
                .containsExactly("required");
    }

    @Test
    @Clause("4.1.3-a")
    void a_field_that_the_profile_lacks_is_refused() throws SQLException {
        var people = DEPLOYMENT.ask("SELECT count(*) FROM subject.key_record");
        var fields = newcomer(required("sales_guide", REGISTER));
        fields.put("home_address", Member.ADDRESS);
        var answer = take(body("sales_guide", REGISTER, fields));

        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.reasons()).containsExactly("field_outside_channel");
        assertThat(answer.text()).contains("4.1.3-a").doesNotContain("南京西路");
        assertThat(DEPLOYMENT.ask("SELECT count(*) FROM subject.key_record")).isEqualTo(people);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gift_scan", "sample_scan"})
    @Clause({"4.1.3-a", "4.2.2.3", "4.2.2.4"})
    void a_gift_takes_no_identity_number(String channel) {
        var fields = required(channel, "gift_sample");
        fields.put("id_card_no", sample("id_card_no"));
        var answer = take(of(adult(), body(channel, "gift_sample", fields)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.reasons()).containsExactly("field_outside_purpose");
    }

    @Test
    @Clause("3.4")
    void a_tag_that_is_not_registered_for_the_purpose_is_not_taken_in() {
        var person = adult();
        var known = take(of(person, body("import", "profiling", Map.of("customer_tag", "coffee"))));
        var other = take(of(person, body("import", "profiling", Map.of("customer_tag", "vip"))));

        assertThat(known.text("outcome")).as(known.text()).isEqualTo("updated");
        assertThat(other.faults()).containsExactly("/fields/customer_tag tag_unknown");
        assertThat(other.text()).contains("books, children, coffee").doesNotContain("vip");
    }

    @Test
    @Clause({"3.5", "4.2"})
    void where_visitors_are_counted_no_person_enters() {
        for (var purpose : List.of(REGISTER, "survey", "parking")) {
            var answer = take(body("footfall", purpose, newcomer(Map.of())));

            assertThat(answer.status()).as(answer.text()).isEqualTo(403);
            assertThat(answer.reasons()).contains("channel_purpose");
        }
    }

    @Test
    @Clause("4.2")
    void consent_is_taken_at_a_channel_that_does_not_serve_its_purpose() {
        var body = body("sales_guide", REGISTER, newcomer(required("sales_guide", REGISTER)));
        body.put("consents", List.of(consent(REGISTER, Map.of()), consent("phone_bind", Map.of())));
        var answer = take(body);

        assertThat(answer.text("outcome")).as(answer.text()).isEqualTo("created");
    }
}
