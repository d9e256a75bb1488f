package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.erasure.Erasure;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Metric;
import io.menshen.kernel.SubjectId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens that look like a mobile or a card, for systems that take nothing else. */
@Clause("5.1-a")
class FormatTokensEndToEndTests {
    private static final Caller PRINTER = Caller.of("label-printer");
    private static final Caller SETTLEMENT = Caller.of("settlement");
    private static final String CARD = "6222020200112230";
    private static final String LABEL = "shipping_label";
    private static final String REFUND = "refund";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final int number = NUMBERS.incrementAndGet();
    private final String mobile = "1380000%04d".formatted(number);
    private SubjectId person = SubjectId.random();

    @BeforeEach
    void register() {
        person = Member.number(number).with("member_card_no", card()).registered(gateway);
    }

    private String card() {
        return "card-" + number;
    }

    private String label() {
        return token(PRINTER, LABEL, "mobile");
    }

    /** The token that is shown instead of the value. */
    private String token(Caller caller, String purpose, String field) {
        var answer = read(caller, purpose, field);
        assertThat(answer.words("treatments"))
                .as(answer.text())
                .containsExactly(Map.entry(field, "format_token"));
        assertThat(answer.words("label")).containsEntry(field, "deidentified");
        return answer.words("fields").getOrDefault(field, "");
    }

    private Answer read(Caller caller, String purpose, String field) {
        var token = gateway.token(person, caller.consumer(), purpose);
        return gateway.post(
                "/v1/disclosures",
                caller,
                Map.of(
                        "purpose", purpose,
                        "subject", Map.of("token", token),
                        "fields", List.of(field)));
    }

    private Answer resolve(Caller caller, String purpose, String field, String token) {
        return gateway.post(
                "/v1/tokens/resolve",
                caller,
                Map.of("purpose", purpose, "field", field, "token", token));
    }

    private Answer resolve(String token) {
        return resolve(PRINTER, LABEL, "mobile", token);
    }

    private static void refused(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text("type")).isEqualTo("/problems/" + type);
        assertThat(answer.text()).doesNotContain("1380000", CARD, "frozen");
    }

    @Test
    void its_owner_is_shown_a_token_and_resolves_it() {
        var token = label();
        var resolved = resolve(token);

        assertThat(token).matches("154\\d{8}").isEqualTo(label());
        assertThat(resolved.words("fields"))
                .as(resolved.text())
                .containsExactly(Map.entry("mobile", mobile));
        assertThat(resolved.words("treatments")).containsEntry("mobile", "clear");
        assertThat(resolved.text("subject"))
                .isEqualTo(gateway.token(person, "label-printer", LABEL));
    }

    @Test
    void unknown_foreign_and_forged_are_one_answer_at_one_price() {
        var foreign = label();
        var unknown = foreign.equals("15400000000") ? "15400000001" : "15400000000";
        resolve(SETTLEMENT, REFUND, "mobile", unknown);
        var costs = List.of(cost(foreign), cost(unknown), cost("15400000002"));

        assertThat(costs).containsOnly(costs.getFirst());
        refused(costs.getFirst().answer(), foreign);
        assertThat(resolve(foreign).status()).isEqualTo(200);
    }

    private static void refused(String answer, String token) {
        assertThat(answer).contains("/problems/token-invalid").doesNotContain(token, "1380000");
    }

    private record Cost(
            String answer, Map<String, Integer> statements, Map<String, Integer> cryptography) {}

    private Cost cost(String token) {
        var answers = new HashSet<String>();
        var statements =
                DEPLOYMENT
                        .wire()
                        .leastOf(() -> {
                            gateway.keys().counted();
                            answers.add(refused(token));
                        });
        assertThat(answers).hasSize(1);
        return new Cost(answers.iterator().next(), statements, gateway.keys().counted());
    }

    private String refused(String token) {
        var answer = resolve(SETTLEMENT, REFUND, "mobile", token);
        assertThat(answer.status()).isEqualTo(404);
        return answer.withoutIds();
    }

    @Test
    void a_token_of_a_value_that_was_replaced_shows_neither_the_old_nor_the_new() {
        var old = label();
        new Imported(gateway).put(person, "member_register", "mobile", "13800009999");
        var gone = resolve(old);

        assertThat(gone.status()).isEqualTo(200);
        assertThat(gone.words("withheld")).containsExactly(Map.entry("mobile", "no_value"));
        assertThat(gone.text()).doesNotContain(mobile, "13800009999");
        assertThat(label()).isNotEqualTo(old);
        assertThat(resolve(label()).words("fields")).containsEntry("mobile", "13800009999");
    }

    @Test
    @Clause("7-b")
    void a_frozen_persons_token_leads_to_nothing() {
        var token = label();
        gateway.bean(Erasure.class).freeze(person).block(Duration.ofSeconds(10));

        refused(resolve(token), 403, "subject-unavailable");
        refused(read(PRINTER, LABEL, "mobile"), 403, "subject-unavailable");
    }

    @Test
    @Clause("4.1.2-d")
    void a_card_is_settled_by_its_token_until_consent_is_withdrawn() {
        var taken = takeCard();
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        var token = token(SETTLEMENT, REFUND, "bank_card_no");
        var resolved = resolve(SETTLEMENT, REFUND, "bank_card_no", token);
        var withdrawn =
                gateway.post(
                        "/v1/withdrawals",
                        SETTLEMENT,
                        Map.of("purpose", REFUND, "subject", Map.of("member_card_no", card())));

        assertThat(token).matches("00\\d{14}");
        assertThat(resolved.words("fields"))
                .as(resolved.text())
                .containsEntry("bank_card_no", CARD);
        assertThat(withdrawn.status()).as(withdrawn.text()).isEqualTo(200);
        refused(
                resolve(SETTLEMENT, REFUND, "bank_card_no", token),
                403,
                "separate-consent-missing");
    }

    private Answer takeCard() {
        var consent =
                Map.of(
                        "purpose",
                        REFUND,
                        "notice_version",
                        1,
                        "act",
                        "signed",
                        "separate",
                        List.of("property"));
        return gateway.post(
                "/v1/intakes",
                SETTLEMENT,
                Map.of(
                        "channel",
                        "service_desk",
                        "purpose",
                        REFUND,
                        "subject",
                        Map.of("member_card_no", card()),
                        "fields",
                        Map.of("bank_card_no", CARD),
                        "consents",
                        List.of(consent),
                        "verification",
                        "desk"));
    }

    @Test
    @Clause("5.5")
    void an_altered_row_is_no_token_and_raises_an_alarm() throws SQLException {
        var token = label();
        var before = alarms();
        DEPLOYMENT.change(
                "UPDATE token.format_token SET sealed = sealed || '\\x00' WHERE token = '%s'"
                        .formatted(token));

        refused(resolve(token), 404, "token-invalid");
        assertThat(alarms()).isEqualTo(before + 1);
    }

    private double alarms() {
        var meters = gateway.bean(MeterRegistry.class);
        return meters.find(Metric.INTEGRITY_ALARM.id()).tag("store", "token").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
