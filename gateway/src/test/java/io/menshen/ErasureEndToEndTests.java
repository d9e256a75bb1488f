package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.RunningGateway.Caller;
import io.menshen.erasure.Erasure;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.kernel.SubjectId;
import io.menshen.subject.Subject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

/** The one way out for a person's data, and what is left behind it. */
@Clause({"7-a", "7-h"})
class ErasureEndToEndTests {
    private static final Caller DELIVERY = Caller.of("delivery");
    private static final Caller PRINTER = Caller.of("label-printer");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final Erasure erasure = gateway.bean(Erasure.class);
    private final String mobile = "1380000%04d".formatted(NUMBERS.incrementAndGet());
    private SubjectId person = SubjectId.random();
    private String auditId = "";

    @BeforeEach
    void register() throws SQLException {
        person = Member.number(NUMBERS.get()).registered(gateway);
        new Imported(gateway).put(person, "order_fulfil", "order_no", "ORD-4711");
        auditId = key("audit_id");
    }

    private String key(String column) throws SQLException {
        return one(
                "SELECT %s FROM subject.key_record WHERE subject_id = '%s'"
                        .formatted(column, person.value()));
    }

    private static String one(String sql) throws SQLException {
        return DEPLOYMENT.ask(sql).getFirst();
    }

    private static Subject done(Mono<Subject> act) {
        return act.blockOptional(SOON).orElseThrow();
    }

    private Answer read(Caller caller, String purpose, Map<String, String> subject, String field) {
        return gateway.post(
                "/v1/disclosures",
                caller,
                Map.of("purpose", purpose, "subject", subject, "fields", List.of(field)));
    }

    private Map<String, String> named(Caller caller, String purpose) {
        return Map.of("token", gateway.token(person, caller.consumer(), purpose));
    }

    private String token(Caller caller, String purpose, String field) {
        var answer = read(caller, purpose, named(caller, purpose), field);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.words("fields").getOrDefault(field, "");
    }

    private Answer resolve(Caller caller, String purpose, String field, String token) {
        return gateway.post(
                "/v1/tokens/resolve",
                caller,
                Map.of("purpose", purpose, "field", field, "token", token));
    }

    /** All that a row could still lead to the person by. */
    private List<String> rows(String former, String present) throws SQLException {
        var stores =
                """
                SELECT 'SELECT count(*) FROM ' || s || '.value WHERE row_id = ''' || r || ''''
                FROM subject.key_record, LATERAL (VALUES ('identity', identity_row),
                    ('sensitive', sensitive_row), ('profile', profile_row)) AS x (s, r)
                WHERE subject_id = '%s'
                """
                        .formatted(person.value());
        var more =
                List.of(
                        "SELECT count(*) FROM token.format_token WHERE token IN ('%s', '%s')"
                                .formatted(former, present),
                        "SELECT count(*) FROM subject.blind_index WHERE subject_id = '%s'"
                                .formatted(person.value()),
                        "SELECT count(*) FROM subject.consent_state WHERE subject_id = '%s'"
                                .formatted(person.value()));
        var all = new java.util.ArrayList<>(DEPLOYMENT.ask(stores));
        all.addAll(more);
        return all;
    }

    private static List<String> counts(List<String> queries) throws SQLException {
        var counts = new java.util.ArrayList<String>();
        for (var query : queries) {
            counts.add(one(query));
        }
        return counts;
    }

    @Test
    void nothing_of_the_person_is_left_not_even_the_token_of_a_former_value() throws SQLException {
        var former = token(PRINTER, "shipping_label", "mobile");
        new Imported(gateway).put(person, "member_register", "mobile", "13900001111");
        var present = token(PRINTER, "shipping_label", "mobile");
        var rows = rows(former, present);
        assertThat(counts(rows)).hasSize(6).doesNotContain("0");

        done(erasure.erase(person));

        assertThat(counts(rows)).containsOnly("0");
        assertThat(key("lifecycle")).isEqualTo("erased");
        assertThat(List.of(key("service_key"), key("statutory_key"), key("audit_id")))
                .containsOnly("null");
    }

    @Test
    void old_tokens_and_identifiers_answer_as_if_there_were_nobody() {
        var subject = named(DELIVERY, "order_fulfil");
        var order = token(DELIVERY, "order_fulfil", "order_no");
        var label = token(PRINTER, "shipping_label", "mobile");

        done(erasure.erase(person));

        unavailable(read(DELIVERY, "order_fulfil", subject, "tier"));
        unavailable(resolve(DELIVERY, "order_fulfil", "order_no", order));
        gone(resolve(PRINTER, "shipping_label", "mobile", label), "token-invalid");
        gone(read(DELIVERY, "order_fulfil", Map.of("mobile", mobile), "tier"), "not-found");
    }

    private static void unavailable(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.text("type")).isEqualTo("/problems/subject-unavailable");
        assertThat(answer.reasons()).isEmpty();
    }

    private static void gone(Answer answer, String type) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(404);
        assertThat(answer.text("type")).isEqualTo("/problems/" + type);
    }

    @Test
    void a_second_erasure_does_no_harm_and_has_nobody_to_record() throws SQLException {
        var first = done(erasure.erase(person));
        var mac = key("mac");
        var second = done(erasure.erase(person));

        assertThat(second.lifecycle()).isEqualTo(first.lifecycle());
        assertThat(key("mac")).isEqualTo(mac);
        assertThat(acts()).containsExactly("erase");
        assertThat(erasure.erase(SubjectId.random()).blockOptional(SOON)).isEmpty();
    }

    /** What the audit holds of the gateway's own acts upon the person, the oldest first. */
    private List<String> acts() throws SQLException {
        return DEPLOYMENT.ask(
                """
                SELECT operation FROM audit.record
                WHERE audit_id = '%s' AND consumer = 'menshen' AND outcome = 'permitted' ORDER BY at
                """
                        .formatted(auditId));
    }

    @Test
    @Clause("7-b")
    void frozen_then_closed_then_erased_each_with_its_record() throws SQLException {
        var subject = named(DELIVERY, "order_fulfil");
        done(erasure.freeze(person));
        assertThat(key("lifecycle")).isEqualTo("frozen");
        unavailable(read(DELIVERY, "order_fulfil", subject, "tier"));

        done(erasure.close(person));
        assertThat(key("lifecycle")).isEqualTo("closed");
        done(erasure.freeze(person));
        assertThat(key("lifecycle")).as("who is further stays").isEqualTo("closed");
        unavailable(read(DELIVERY, "order_fulfil", subject, "tier"));

        done(erasure.erase(person));
        assertThat(key("lifecycle")).isEqualTo("erased");
        unavailable(read(DELIVERY, "order_fulfil", subject, "tier"));
        assertThat(acts()).containsExactly("freeze", "close", "freeze", "erase");
    }

    @Test
    void while_the_audit_takes_no_record_nobody_is_erased() throws Exception {
        try (var owner = DEPLOYMENT.owner();
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("LOCK TABLE audit.record IN ACCESS EXCLUSIVE MODE");
            assertThatThrownBy(() -> erasure.erase(person).block(SOON))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused ->
                                    assertThat(refused.refusal().kind())
                                            .isEqualTo(Refusal.Kind.AUDIT_UNAVAILABLE));
            owner.rollback();
        }
        assertThat(key("lifecycle")).isEqualTo("active");
        assertThat(token(DELIVERY, "order_fulfil", "mobile")).isEqualTo(mobile);
    }
}
