package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the privacy desk asks for a person, and what it is answered. */
class RightsEndToEndTests {
    private static final Caller AUDITOR = new Caller("auditor", "s-audit-01");
    private static final Caller DELIVERY = Caller.of("delivery");
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension
    static final TestDeployment DEPLOYMENT = new TestDeployment(PrivacyDesk.busy());

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final PrivacyDesk desk = PrivacyDesk.of(DEPLOYMENT);
    private final String mobile = "1380000%04d".formatted(NUMBERS.incrementAndGet());
    private SubjectId person = SubjectId.random();
    private String auditId = "";

    @BeforeEach
    void register() throws SQLException {
        person = Member.number(NUMBERS.get()).registered(gateway);
        auditId = key("audit_id");
    }

    private String key(String column) throws SQLException {
        return DEPLOYMENT
                .ask(
                        "SELECT %s FROM subject.key_record WHERE subject_id = '%s'"
                                .formatted(column, person.value()))
                .getFirst();
    }

    private Answer ask(String path, String key) {
        return gateway.post(
                path,
                PrivacyDesk.OFFICER,
                Map.of("subject", Map.of("token", desk.token(person))),
                Map.of("Idempotency-Key", key));
    }

    private static String receipt(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body().path("proof").path("receipt").path("id").asString("");
    }

    @Test
    void an_officer_erases_by_mobile_and_a_repeated_request_has_the_same_receipt()
            throws SQLException {
        var body = Map.of("subject", Map.of("mobile", mobile), "reason", "closed");
        var key = Map.of("Idempotency-Key", "erase-" + mobile);

        var first = gateway.post(PrivacyDesk.ERASURES, PrivacyDesk.OFFICER, body, key);
        var again = gateway.post(PrivacyDesk.ERASURES, PrivacyDesk.OFFICER, body, key);
        var byToken = desk.erase(person);
        var byMobile = gateway.post(PrivacyDesk.ERASURES, PrivacyDesk.OFFICER, body);

        assertThat(List.of(receipt(again), receipt(byToken))).containsOnly(receipt(first));
        assertThat(byMobile.status()).isEqualTo(404);
        assertThat(key("lifecycle")).isEqualTo("erased");
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT concat_ws(' ', consumer, staff, operation) FROM audit.record WHERE audit_id = '%s' AND operation = 'erase' ORDER BY 1"
                                        .formatted(auditId)))
                .containsExactly("menshen erase", "privacy-desk s-privacy-01 erase");
    }

    @Test
    @Clause("7-k")
    void many_erasures_at_once_are_one_with_one_receipt() throws SQLException {
        var answers = Together.all(8, _ -> desk.erase(person));

        assertThat(answers.stream().map(RightsEndToEndTests::receipt).distinct()).hasSize(1);
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT receipt_id FROM subject.erasure_receipt WHERE subject_id = '%s'"
                                        .formatted(person.value())))
                .hasSize(1);
    }

    @Test
    @Clause("7-k")
    void the_receipt_tells_nothing_that_leads_to_the_person() throws SQLException {
        var ids =
                List.of(
                        person.value().toString(),
                        auditId,
                        key("identity_row"),
                        key("sensitive_row"),
                        key("profile_row"),
                        mobile,
                        "诸葛慧敏");

        var answer = desk.erase(person);

        assertThat(ids).noneMatch(id -> answer.text().contains(id));
        var receipt = answer.body().path("proof").path("receipt");
        assertThat(receipt.path("reason").asString("")).isEqualTo("requested");
        assertThat(
                        receipt.path("rows")
                                .valueStream()
                                .map(row ->
                                        row.path("kind").asString("")
                                                + " "
                                                + row.path("live").asString("")))
                .containsExactly(
                        "key_record keys_destroyed",
                        "identity deleted",
                        "sensitive deleted",
                        "copies deleted",
                        "statutory_values deleted",
                        "consent_receipts_sealed unreadable",
                        "profile deleted",
                        "blind_indexes deleted",
                        "format_tokens deleted",
                        "consent_state deleted",
                        "case_links deleted",
                        "audit_id severed");
    }

    @Test
    @Clause("7-k")
    void desk_and_auditor_get_the_receipt_and_nobody_else() {
        var erased = desk.erase(person);
        var path = "/v1/rights/receipts/" + receipt(erased);

        assertThat(receipt(gateway.get(path, PrivacyDesk.OFFICER))).isEqualTo(receipt(erased));
        assertThat(gateway.get(path, AUDITOR).body().path("proof"))
                .isEqualTo(erased.body().path("proof"));
        assertThat(gateway.get(path, DELIVERY).status()).isEqualTo(403);
        assertThat(gateway.get(path.replaceAll(".{12}$", "0".repeat(12)), AUDITOR).status())
                .isEqualTo(404);
        assertThat(gateway.get("/v1/rights/receipts/x", AUDITOR).status()).isEqualTo(404);
    }

    @Test
    void an_account_is_closed_once_and_then_erased() throws SQLException {
        var key = "close-" + mobile;
        var first = ask("/v1/rights/closures", key);
        var again = ask("/v1/rights/closures", key);

        assertThat(first.text("status")).as(first.text()).isEqualTo("closed");
        assertThat(again.text("effective_at")).isEqualTo(first.text("effective_at"));
        assertThat(key("lifecycle")).isEqualTo("closed");
        assertThat(receipt(desk.erase(person))).isNotEmpty();
        assertThat(ask("/v1/rights/closures", "later").status()).isEqualTo(403);
    }

    @Test
    @Clause("7-b")
    void a_hold_keeps_from_erasure() throws SQLException {
        assertThat(desk.held(person, "set").status()).isEqualTo(200);

        var refused = desk.erase(person);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("type")).isEqualTo("/problems/subject-unavailable");
        assertThat(key("lifecycle")).isEqualTo("frozen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unstated", "because"})
    void a_reason_is_one_of_the_words(String reason) throws SQLException {
        var body = Map.of("subject", Map.of("token", desk.token(person)), "reason", reason);

        var answer = gateway.post(PrivacyDesk.ERASURES, PrivacyDesk.OFFICER, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faults()).containsExactly("/reason word");
        assertThat(key("lifecycle")).isEqualTo("active");
    }

    @Test
    @Clause("5.5")
    void whoever_is_no_officer_erases_nobody() throws SQLException {
        var body = desk.erasing(person);

        for (var caller :
                List.of(
                        Caller.of("privacy-desk"),
                        new Caller("privacy-desk", "s-desk-01"),
                        DELIVERY,
                        AUDITOR)) {
            assertThat(gateway.post(PrivacyDesk.ERASURES, caller, body).status()).isEqualTo(403);
        }
        assertThat(key("lifecycle")).isEqualTo("active");
    }

    @Test
    void a_key_of_another_body_is_a_conflict() {
        var key = "conflict-" + mobile;
        assertThat(ask("/v1/rights/closures", key).status()).isEqualTo(200);

        var other =
                gateway.post(
                        "/v1/rights/closures",
                        PrivacyDesk.OFFICER,
                        Map.of("subject", Map.of("mobile", mobile)),
                        Map.of("Idempotency-Key", key));

        assertThat(other.status()).isEqualTo(409);
    }
}
