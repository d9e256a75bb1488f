package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.RunningGateway.Caller;
import io.menshen.consent.Withdrawals;
import io.menshen.erasure.Erasure;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.FieldClass;
import io.menshen.keys.KeyUse;
import io.menshen.keys.KeysetChanges;
import io.menshen.keys.KeysetFiles;
import io.menshen.keys.LiveKeysets;
import io.menshen.keys.SubjectKey;
import io.menshen.retention.RetentionRun;
import io.menshen.subject.SubjectChanges.Beside;
import io.menshen.subject.Subjects;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

/** Of who is erased a law may keep something: it is frozen until its last day, and then it goes. */
@Clause({"7-a", "7-b", "7-k"})
class StatutoryErasureEndToEndTests {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Caller DELIVERY = Caller.of("delivery");
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final List<String> STORES = List.of("identity", "sensitive", "profile");

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(PrivacyDesk.busy(), "--menshen.keys.look=100ms");

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final PrivacyDesk desk = PrivacyDesk.of(DEPLOYMENT);
    private final String mobile = "1380000%04d".formatted(NUMBERS.incrementAndGet());
    private SubjectId person = SubjectId.random();

    @BeforeEach
    void sellTo() {
        person = Member.number(NUMBERS.get()).registered(gateway);
        var imported = new Imported(gateway);
        imported.put(person, "invoice_tax", "invoice_title", "上海示例贸易有限公司");
        imported.put(person, "payment", "transaction_amount", "199.00");
        imported.put(person, "payment", "order_no", "ORD-4711");
    }

    private String key(String column) throws SQLException {
        return DEPLOYMENT
                .ask(
                        "SELECT %s FROM subject.key_record WHERE subject_id = '%s'"
                                .formatted(column, person.value()))
                .getFirst();
    }

    private List<String> held() throws SQLException {
        var held = new ArrayList<String>();
        for (var store : STORES) {
            held.addAll(
                    DEPLOYMENT.ask(
                            "SELECT purpose || ' ' || field FROM %s.value WHERE row_id = '%s'"
                                    .formatted(store, key(store + "_row"))));
        }
        return held;
    }

    private Answer read(Caller caller, String purpose, String token) {
        var body = Map.of("purpose", purpose, "subject", Map.of("token", token));
        return gateway.post("/v1/disclosures", caller, body);
    }

    private void over() throws SQLException {
        for (var store : STORES) {
            DEPLOYMENT.change(
                    "UPDATE %s.value SET expires_on = (now() AT TIME ZONE 'Asia/Shanghai')::date - 1 WHERE row_id = '%s'"
                            .formatted(store, key(store + "_row")));
        }
    }

    @Test
    void only_what_a_law_keeps_is_left_for_the_purpose_that_may_use_it() throws Exception {
        var token = gateway.token(person, "delivery", "order_fulfil");
        var auditId = key("audit_id");

        var answer = desk.erase(person);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(held())
                .containsExactlyInAnyOrder(
                        "invoice_tax invoice_title", "payment transaction_amount");
        assertThat(List.of(key("lifecycle"), key("service_key"))).containsExactly("frozen", "null");
        assertThat(key("audit_id")).isNotIn("null", auditId);
        var gone = read(DELIVERY, "order_fulfil", token);
        assertThat(gone.text("type")).isEqualTo("/problems/subject-unavailable");
        assertThat(
                        gateway.post(
                                        "/v1/disclosures",
                                        DELIVERY,
                                        Map.of(
                                                "purpose",
                                                "order_fulfil",
                                                "subject",
                                                Map.of("mobile", mobile)))
                                .status())
                .isEqualTo(404);
        var kept = answer.body().path("retained").path("legal_hold").asString();
        var look = read(PrivacyDesk.OFFICER, "legal_hold", kept);
        assertThat(look.status()).as(look.text()).isEqualTo(200);
        assertThat(look.words("fields").keySet())
                .containsExactlyInAnyOrder("invoice_title", "transaction_amount");
        assertThat(look.text()).doesNotContain("示例贸易");
    }

    @Test
    void the_receipt_says_what_is_kept_and_is_verified_then_and_after_the_last_day()
            throws Exception {
        var answer = desk.erase(person);
        var receipt = answer.body().path("proof").path("receipt");
        assertThat(receipt.path("statutory").path("uses").toString())
                .contains("payment transaction_amount", "invoice_tax invoice_title");
        assertThat(receipt.path("rows").toString())
                .contains("\"service_key_destroyed\"", "\"frozen\"");
        var verified = desk.verified(answer.text());
        assertThat(verified.code()).as(verified.text()).isZero();
        assertThat(verified.out()).contains("kept by law: 1");

        over();
        assertThat(gateway.bean(RetentionRun.class).once().block(SOON)).isEqualTo(2);

        assertThat(List.of(key("lifecycle"), key("statutory_key"), key("audit_id")))
                .containsExactly("erased", "null", "null");
        assertThat(held()).isEmpty();
        var kept = answer.body().path("retained").path("legal_hold").asString();
        assertThat(read(PrivacyDesk.OFFICER, "legal_hold", kept).text("type"))
                .isEqualTo("/problems/subject-unavailable");
        var again = desk.verified(answer.text());
        assertThat(again.code()).as(again.text()).isZero();
        assertThat(again.out()).doesNotContain("kept by law");
    }

    @Test
    void a_value_that_no_law_keeps_is_found_out_beside_those_that_it_does() throws Exception {
        var answer = desk.erase(person);
        DEPLOYMENT.change(
                "INSERT INTO profile.value VALUES ('%s', 'tier', 0, 'gold', NULL, NULL, 'member_register', current_date + 9, '\\x00', 1)"
                        .formatted(key("profile_row")));

        var verified = desk.verified(answer.text());

        assertThat(verified.code()).isEqualTo(1);
        assertThat(verified.out()).contains("wrong    profile");
    }

    @Test
    void the_key_of_what_is_kept_is_wrapped_anew_with_the_others() throws Exception {
        var answer = desk.erase(person);
        var keysets = new KeysetFiles(DEPLOYMENT.keys());
        var changes = new KeysetChanges(keysets, Clock.systemUTC());
        changes.add(KeyUse.EPOCH, 2);
        assertThat(Eventually.holds(this::opensTheNewKey)).isTrue();
        changes.promote(KeyUse.EPOCH, 2);
        var rewrapped = DEPLOYMENT.command("keys", "rewrap");
        assertThat(rewrapped.code()).as(rewrapped.text()).isZero();

        assertThat(key("epoch")).isNotEqualTo("1");
        assertThat(key("service_key")).isEqualTo("null");
        var kept = answer.body().path("retained").path("legal_hold").asString();
        assertThat(read(PrivacyDesk.OFFICER, "legal_hold", kept).status()).isEqualTo(200);
    }

    private boolean opensTheNewKey() {
        try {
            return gateway.bean(LiveKeysets.class)
                    .fingerprint()
                    .equals(new KeysetFiles(DEPLOYMENT.keys()).fingerprint());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void nothing_is_kept_of_whom_no_law_keeps_anything() throws Exception {
        over();

        var answer = desk.erase(person);

        assertThat(answer.body().has("retained")).isFalse();
        assertThat(answer.body().path("proof").path("receipt").has("statutory")).isFalse();
        assertThat(key("lifecycle")).isEqualTo("erased");
        assertThat(held()).isEmpty();
    }

    @Test
    void neither_a_case_nor_a_hold_is_opened_on_whom_a_law_keeps() throws Exception {
        var held = desk.ask(person, "set");
        var receipt = desk.erase(person).text();
        var cases = CaseDesk.of(DEPLOYMENT);

        var opened =
                gateway.post(CaseDesk.CASES, CaseDesk.OFFICER, cases.request(person, "access"));

        assertThat(opened.status()).as(opened.text()).isIn(403, 409);
        for (var act : List.of("set", "lift")) {
            assertThat(desk.ask(person, act).status()).as(act).isIn(403, 409);
        }
        assertThat(desk.end(PrivacyDesk.SECOND, held, "approve").status()).isEqualTo(403);
        assertThat(DEPLOYMENT.ask(named("person") + " UNION ALL " + named("held"))).isEmpty();
        assertThat(databaseSays("cases.name(gen_random_uuid(), '%s', '')")).isEqualTo("gone");
        assertThat(
                        databaseSays(
                                "cases.ask_hold(gen_random_uuid(), 'lift', 'ended', now(), 'one', '', '%s', '')"))
                .isEqualTo("gone");
        var verified = desk.verified(receipt);
        assertThat(verified.code()).as(verified.text()).isZero();
    }

    private String named(String table) {
        return "SELECT subject_id FROM cases.%s WHERE subject_id = '%s'"
                .formatted(table, person.value());
    }

    private String databaseSays(String call) throws SQLException {
        return DEPLOYMENT.ask("SELECT " + call.formatted(person.value())).getFirst();
    }

    @Test
    void a_note_is_not_opened_by_the_key_of_what_a_law_keeps() throws Exception {
        var cases = CaseDesk.of(DEPLOYMENT);
        var request = cases.request(person, "correct");
        request.put("note", "本人称地址登记有误");
        var id = CaseDesk.id(gateway.post(CaseDesk.CASES, CaseDesk.OFFICER, request));
        assertThat(cases.whole(id).text()).contains("本人称地址登记有误");
        var place = place(id, cases.whole(id));
        assertThat(opened(place, FieldClass.SERVICE)).isEqualTo("本人称地址登记有误");

        desk.erase(person);

        assertThat(key("lifecycle")).isEqualTo("frozen");
        assertThatThrownBy(() -> opened(place, FieldClass.STATUTORY))
                .isInstanceOf(IntegrityException.class);
    }

    private static SubjectKey.Place place(String id, Answer whole) {
        var at = Instant.parse(CaseDesk.request(whole, "opened_at"));
        var day = LocalDate.ofInstant(at, BusinessDay.ZONE);
        return new SubjectKey.Place("cases", id, "note", 1, "correct", "phone", day.plusYears(3));
    }

    private String opened(SubjectKey.Place place, FieldClass type) throws SQLException {
        var sealed =
                DEPLOYMENT
                        .ask(
                                "SELECT encode(sealed, 'hex') FROM cases.history WHERE case_id = '%s' AND seq = 1"
                                        .formatted(place.row()))
                        .getFirst();
        var subject = gateway.bean(Subjects.class).find(person).blockOptional(SOON).orElseThrow();
        return gateway.bean(KeyRing.class)
                .unwrap(person, type, Objects.requireNonNull(subject.keys()))
                .open(place, HexFormat.of().parseHex(sealed))
                .open();
    }

    @Test
    void a_second_erasure_has_the_receipt_of_the_first_and_changes_nothing() throws Exception {
        var first = desk.erase(person);
        var mac = key("mac");

        var again = desk.erase(person);

        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.body().path("proof")).isEqualTo(first.body().path("proof"));
        assertThat(again.body().path("retained")).isEqualTo(first.body().path("retained"));
        assertThat(key("mac")).isEqualTo(mac);
    }

    @Test
    void what_comes_in_late_of_them_changes_nothing() throws Exception {
        var answer = desk.erase(person);
        var erasure = gateway.bean(Erasure.class);
        var at = Instant.now().truncatedTo(ChronoUnit.MILLIS);

        assertThat(erasure.close(person).block(SOON)).isNotNull();
        assertThat(erasure.lift(person, Beside.NOTHING).block(SOON)).isNotNull();
        var withdrawal = new Withdrawals.Withdrawal(person, "member_register", "app", at);
        gateway.bean(Withdrawals.class).withdraw(withdrawal, _ -> Mono.empty()).block(SOON);

        assertThat(List.of(key("lifecycle"), key("service_key"))).containsExactly("frozen", "null");
        var verified = desk.verified(answer.text());
        assertThat(verified.code()).as(verified.text()).isZero();
    }
}
