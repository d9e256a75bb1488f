package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing is opened, shown or told that the plan does not need. */
class LeastSightEndToEndTests {
    private static final Caller DELIVERY = Caller.of("delivery");
    private static final Caller MARKETING = Caller.of("mail-marketing");
    private static final Caller SETTLEMENT = Caller.of("settlement");
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final String card = "card-" + NUMBERS.incrementAndGet();
    private SubjectId person = SubjectId.random();

    @BeforeEach
    void register() {
        person =
                Member.number(NUMBERS.get())
                        .consents("marketing_email")
                        .with("member_card_no", card)
                        .registered(gateway);
    }

    private Answer read(Caller caller, String purpose, Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.put("purpose", purpose);
        body.putIfAbsent(
                "subject", Map.of("token", gateway.token(person, caller.consumer(), purpose)));
        return gateway.post("/v1/disclosures", caller, body);
    }

    @Test
    @Clause("4.1.1")
    void a_store_that_the_answer_does_not_need_is_not_read() throws SQLException {
        var answer = read(DELIVERY, "order_fulfil", Map.of("fields", List.of("full_name")));

        assertThat(answer.words("treatments")).containsEntry("full_name", "clear");
        assertThat(stores(answer)).containsExactly("identity");
    }

    private static List<String> stores(Answer answer) throws SQLException {
        return DEPLOYMENT.ask(
                "SELECT stores FROM audit.record WHERE decision_id = '" + answer.text("id") + "'");
    }

    @Test
    void a_shape_of_the_purpose_is_never_lowered_to_a_mask_that_shows_what_it_hides() {
        var planned = read(MARKETING, "marketing_email", Map.of());
        var lowered =
                read(MARKETING, "marketing_email", Map.of("at_most", Map.of("full_name", "mask")));

        assertThat(planned.words("treatments")).containsEntry("full_name", "generalize");
        assertThat(lowered.words("treatments")).containsEntry("full_name", "mask_strict");
        assertThat(lowered.words("fields").get("full_name")).doesNotContain("诸", "慧", "敏");
    }

    @Test
    void by_an_identifier_no_reason_of_consent_is_told() {
        var byToken = read(SETTLEMENT, "refund", Map.of());
        var byCard = read(SETTLEMENT, "refund", Map.of("subject", Map.of("member_card_no", card)));

        assertThat(byToken.text()).contains("consent_missing");
        assertThat(byCard.text()).doesNotContain("consent");
    }
}
