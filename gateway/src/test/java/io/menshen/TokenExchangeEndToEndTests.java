package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.erasure.Erasure;
import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeysetRotation;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** Tokens that were issued before the keys were changed, at a gateway with the new ones. */
@Clause("5.3")
class TokenExchangeEndToEndTests {
    private static final Caller DELIVERY = Caller.of("delivery");
    private static final Caller PRINTER = Caller.of("label-printer");
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private static @Nullable RunningGateway rotated;
    private static final Map<Integer, SubjectId> PEOPLE = new HashMap<>();
    private static final Map<String, String> OLD = new HashMap<>();

    private final RunningGateway gateway = Objects.requireNonNull(rotated);
    private final int number = NUMBERS.incrementAndGet();
    private final SubjectId person = Objects.requireNonNull(PEOPLE.get(number));

    @BeforeAll
    static void rotate() throws Exception {
        var before = DEPLOYMENT.gateway();
        for (var i = 1; i <= 6; i++) {
            var person = Member.number(i).registered(before);
            new Imported(before).put(person, "order_fulfil", "order_no", "ORD-" + i, "ORD-7" + i);
            PEOPLE.put(i, person);
            OLD.put("subject" + i, before.token(person, "delivery", "order_fulfil"));
            OLD.put("order" + i, shown(before, DELIVERY, "order_fulfil", person, "order_no"));
            OLD.put("label" + i, shown(before, PRINTER, "shipping_label", person, "mobile"));
        }
        KeysetRotation.rotate(DEPLOYMENT.keys());
        rotated = DEPLOYMENT.start();
    }

    /** The last value of the field as it is shown. */
    private static String shown(
            RunningGateway at, Caller caller, String purpose, SubjectId person, String field) {
        var token = at.token(person, caller.consumer(), purpose);
        var fields =
                at.post(
                                "/v1/disclosures",
                                caller,
                                Map.of(
                                        "purpose", purpose,
                                        "subject", Map.of("token", token),
                                        "fields", List.of(field)))
                        .body()
                        .path("fields")
                        .path(field);
        return fields.isArray() ? fields.path(fields.size() - 1).asString("") : fields.asString("");
    }

    private String old(String kind) {
        return Objects.requireNonNull(OLD.get(kind + number));
    }

    private Answer exchange(Caller caller, Map<String, ?> body) {
        return gateway.post("/v1/tokens/exchange", caller, body);
    }

    private static Map<String, ?> subject(String token) {
        return Map.of("purpose", "order_fulfil", "token", token);
    }

    private static Map<String, ?> order(String token) {
        return Map.of("purpose", "order_fulfil", "field", "order_no", "token", token);
    }

    private static Map<String, ?> label(String token) {
        return Map.of("purpose", "shipping_label", "field", "mobile", "token", token);
    }

    private Answer resolve(Map<String, ?> body, Caller caller) {
        return gateway.post("/v1/tokens/resolve", caller, body);
    }

    @Test
    void the_persons_own_becomes_the_one_that_is_issued_now() throws SQLException {
        var exchanged = exchange(DELIVERY, subject(old("subject")));
        var young = exchanged.text("subject");

        assertThat(young)
                .as(exchanged.text())
                .isEqualTo(gateway.token(person, "delivery", "order_fulfil"))
                .isNotEqualTo(old("subject"));
        assertThat(exchanged.words("tokens")).isEmpty();
        assertThat(exchange(DELIVERY, subject(young)).text("subject")).isEqualTo(young);
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT operation || outcome FROM audit.record WHERE decision_id = '%s'"
                                        .formatted(exchanged.text("id"))))
                .containsExactly("tokenizepermitted");
    }

    @Test
    void that_of_a_value_becomes_another_of_the_same_value() {
        var exchanged = exchange(DELIVERY, order(old("order")));
        var young = exchanged.words("tokens").getOrDefault("order_no", "");

        assertThat(young).as(exchanged.text()).startsWith("tk1_").isNotEqualTo(old("order"));
        for (var token : List.of(old("order"), young)) {
            assertThat(resolve(order(token), DELIVERY).words("fields"))
                    .containsExactly(Map.entry("order_no", "ORD-7" + number));
        }
        assertThat(exchanged.text()).doesNotContain("ORD-");
    }

    @Test
    void one_in_the_form_of_a_value_stays_and_its_row_is_under_the_new_keys() throws SQLException {
        var exchanged = exchange(PRINTER, label(old("label")));

        assertThat(exchanged.words("tokens"))
                .as(exchanged.text())
                .containsExactly(Map.entry("mobile", old("label")));
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT key_version FROM token.format_token WHERE token = '%s'"
                                        .formatted(old("label"))))
                .containsExactly("2");
        assertThat(resolve(label(old("label")), PRINTER).words("fields"))
                .containsEntry("mobile", "1380000%04d".formatted(number));
    }

    @Test
    void of_a_value_that_is_held_no_more_there_is_none() {
        new Imported(gateway).put(person, "order_fulfil", "order_no", "ORD-other");
        var exchanged = exchange(DELIVERY, order(old("order")));

        assertThat(exchanged.status()).isEqualTo(200);
        assertThat(exchanged.words("tokens")).isEmpty();
        assertThat(exchanged.words("withheld")).containsExactly(Map.entry("order_no", "no_value"));
    }

    @Test
    void foreign_and_forged_are_one_answer_and_a_batch_has_it_by_the_line() {
        var json = JsonMapper.shared();
        var good = json.writeValueAsString(order(old("order")));
        var forged = json.writeValueAsString(order(old("order").replace("tk1_", "tk1_A")));
        var person = json.writeValueAsString(subject(old("order")));
        var foreign =
                List.of(
                        exchange(PRINTER, withPurpose(order(old("order")))),
                        exchange(PRINTER, withPurpose(subject(old("subject")))),
                        exchange(PRINTER, label("15400000000")));
        var lines =
                gateway.lines(
                                "/v1/tokens/exchange/batch",
                                DELIVERY,
                                String.join("\n", good, forged, person) + "\n")
                        .body()
                        .lines()
                        .toList();

        assertThat(foreign).allMatch(answer -> answer.status() == 404);
        assertThat(foreign.stream().map(Answer::withoutIds).distinct().toList())
                .singleElement()
                .asString()
                .contains("token-invalid");
        assertThat(lines.getFirst()).contains("\"tokens\":{\"order_no\":\"tk1_");
        assertThat(lines.subList(1, 3)).allMatch(line -> line.contains("token-invalid"));
        assertThat(lines.getLast()).isEqualTo("{\"end\":true,\"ok\":1,\"failed\":2}");
    }

    private static Map<String, ?> withPurpose(Map<String, ?> body) {
        var other = new HashMap<String, Object>(body);
        other.put("purpose", "shipping_label");
        return other;
    }

    @Test
    void each_is_a_decision_about_the_person() {
        gateway.bean(Erasure.class).freeze(person).block(Duration.ofSeconds(10));

        for (var answer :
                List.of(
                        exchange(DELIVERY, subject(old("subject"))),
                        exchange(DELIVERY, order(old("order"))),
                        exchange(PRINTER, label(old("label"))))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(403);
            assertThat(answer.text("type")).isEqualTo("/problems/subject-unavailable");
        }
    }
}
