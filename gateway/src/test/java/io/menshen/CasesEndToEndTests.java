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

/** The life of a person's request, from the desk to the answer. */
class CasesEndToEndTests {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String NOTE = "本人称地址登记有误";

    @RegisterExtension
    static final TestDeployment DEPLOYMENT = new TestDeployment(PrivacyDesk.busy());

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final CaseDesk desk = CaseDesk.of(DEPLOYMENT);
    private SubjectId person = SubjectId.random();

    @BeforeEach
    void register() {
        person = Member.number(NUMBERS.incrementAndGet()).registered(gateway);
    }

    private static void isDone(Answer answer, String status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(CaseDesk.request(answer, "status")).isEqualTo(status);
    }

    @Test
    @Clause({"7-d", "7-i"})
    void a_request_goes_its_way_and_each_act_is_kept() {
        var id = desk.opened(person, "correct");

        isDone(desk.act(id, "assign", Map.of("owner", "s-privacy-02")), "open");
        isDone(desk.act(id, "wait", Map.of()), "waiting_for_person");
        isDone(desk.act(id, "resume", Map.of()), "open");
        isDone(desk.act(id, "decide", Map.of()), "decided");
        isDone(desk.act(id, "done", Map.of()), "done");

        var whole = desk.whole(id);
        assertThat(CaseDesk.history(whole))
                .containsExactly(
                        "opened open",
                        "assigned open",
                        "waited waiting_for_person",
                        "resumed open",
                        "decided decided",
                        "done done");
        assertThat(CaseDesk.request(whole, "owner")).isEqualTo("s-privacy-02");
        assertThat(whole.text("subject")).isEqualTo(PrivacyDesk.of(DEPLOYMENT).token(person));
        assertThat(whole.body().path("request").path("version").asInt(0)).isEqualTo(6);
    }

    @Test
    void each_act_is_in_the_audit_with_the_person_and_the_officer() throws SQLException {
        var id = desk.opened(person, "access");
        desk.act(id, "wait", Map.of());
        desk.act(id, "refuse", Map.of("reason", "nothing_held"));

        assertThat(
                        DEPLOYMENT.ask(
                                """
                                SELECT concat_ws(' ', r.operation, r.purpose, r.staff, r.stores) FROM audit.record r
                                JOIN subject.key_record k ON k.audit_id = r.audit_id
                                WHERE k.subject_id = '%s' AND r.stores = 'cases' ORDER BY r.at
                                """
                                        .formatted(person.value())))
                .containsExactly(
                        "open rights_request s-privacy-01 cases",
                        "handle rights_request s-privacy-01 cases",
                        "decide rights_request s-privacy-01 cases");
    }

    @Test
    @Clause("7-i")
    void a_refusal_names_a_reason_of_the_list_and_ends_the_case() {
        var id = desk.opened(person, "erase");

        assertThat(desk.act(id, "refuse", Map.of()).faults()).containsExactly("/reason word");
        assertThat(desk.act(id, "refuse", Map.of("reason", "no")).faults())
                .containsExactly("/reason word");
        var refused = desk.act(id, "refuse", Map.of("reason", "kept_by_law"));

        isDone(refused, "refused");
        var reason = refused.body().path("request").path("reason");
        assertThat(reason.path("clause").asString("")).isEqualTo("7-b");
        assertThat(reason.path("zh").asString("")).contains("法定保存期限");
        assertThat(reason.path("en").asString("")).contains("Law demands");
        for (var verb : List.of("decide", "wait", "resume", "done")) {
            var late = desk.act(id, verb, Map.of());
            assertThat(late.status()).isEqualTo(409);
            assertThat(late.reasons()).containsExactly("case_status");
        }
    }

    @Test
    void a_note_is_for_the_officer_and_lies_sealed() throws SQLException {
        var request = desk.request(person, "correct");
        request.put("note", NOTE);
        var opened = gateway.post(CaseDesk.CASES, CaseDesk.OFFICER, request);

        assertThat(opened.text()).doesNotContain(NOTE);
        var whole = desk.whole(CaseDesk.id(opened));
        assertThat(whole.body().path("history").path(0).path("note").asString("")).isEqualTo(NOTE);
        assertThat(DEPLOYMENT.ask("SELECT string_agg(h::text, ' ') FROM cases.history h"))
                .noneMatch(text -> text.contains(NOTE));
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT encode(sealed, 'escape') FROM cases.history WHERE octet_length(sealed) > 0"))
                .isNotEmpty()
                .noneMatch(text -> text.contains(NOTE));
    }

    @Test
    @Clause({"5.5", "7-i"})
    void a_clerk_opens_and_does_no_more() {
        var request =
                Map.of(
                        "subject",
                        Map.of("mobile", "1380000%04d".formatted(NUMBERS.get())),
                        "kind",
                        "copy",
                        "channel",
                        "desk",
                        "identity",
                        "desk");
        var id = CaseDesk.id(gateway.post(CaseDesk.CASES, CaseDesk.CLERK, request));

        assertThat(gateway.get(CaseDesk.CASES, CaseDesk.CLERK).status()).isEqualTo(403);
        assertThat(gateway.get(CaseDesk.CASES + "/" + id, CaseDesk.CLERK).status()).isEqualTo(403);
        for (var verb : List.of("assign", "wait", "decide", "refuse", "done")) {
            assertThat(desk.act(CaseDesk.CLERK, id, verb, Map.of()).status()).isEqualTo(403);
        }
        assertThat(CaseDesk.history(desk.whole(id))).containsExactly("opened open");
    }

    @Test
    void nobody_else_has_to_do_with_cases() {
        var request = desk.request(person, "access");
        for (var caller :
                List.of(
                        Caller.of("privacy-desk"),
                        new Caller("privacy-desk", "s-desk-01"),
                        new Caller("service-desk", "s-desk-02"),
                        Caller.of("delivery"),
                        new Caller("auditor", "s-audit-01"))) {
            assertThat(gateway.post(CaseDesk.CASES, caller, request).status())
                    .as(caller.toString())
                    .isEqualTo(403);
        }
    }

    @Test
    void the_same_key_opens_one_case_and_decides_once() throws SQLException {
        var key = Map.of("Idempotency-Key", "case-" + person.value());
        var request = desk.request(person, "explain");

        var answers =
                Together.all(6, _ -> gateway.post(CaseDesk.CASES, CaseDesk.OFFICER, request, key));

        var good = answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(good.stream().map(CaseDesk::id).distinct()).hasSize(1);
        assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 409);
        var again = gateway.post(CaseDesk.CASES, CaseDesk.OFFICER, request, key);
        assertThat(CaseDesk.id(again)).isEqualTo(CaseDesk.id(good.getFirst()));
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT case_id FROM cases.person WHERE subject_id = '%s'"
                                        .formatted(person.value())))
                .hasSize(1);
        var path = CaseDesk.CASES + "/" + CaseDesk.id(again) + "/decide";
        isDone(gateway.post(path, CaseDesk.OFFICER, Map.of(), key), "decided");
        isDone(gateway.post(path, CaseDesk.OFFICER, Map.of(), key), "decided");
        var other = desk.request(person, "access");
        assertThat(gateway.post(CaseDesk.CASES, CaseDesk.OFFICER, other, key).status())
                .isEqualTo(409);
    }

    @Test
    void of_many_who_decide_at_once_one_does() {
        var id = desk.opened(person, "object");

        var answers = Together.all(8, _ -> desk.act(id, "decide", Map.of()));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .allMatch(answer -> answer.status() == 409);
        assertThat(CaseDesk.history(desk.whole(id)))
                .containsExactly("opened open", "decided decided");
    }

    @Test
    void all_that_is_wrong_is_told_at_once_and_kept_nowhere() {
        var request = desk.request(person, "everything");
        request.put("channel", "pigeon");
        request.put("identity", "he says so");

        var answer = gateway.post(CaseDesk.CASES, CaseDesk.OFFICER, request);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faults())
                .containsExactly("/kind word", "/channel word", "/identity word");
        assertThat(answer.text()).doesNotContain("pigeon");
        var id = desk.opened(person, "access");
        assertThat(desk.act(id, "assign", Map.of("owner", "s-desk-01")).faults())
                .containsExactly("/owner owner");
        assertThat(desk.act(id, "wait", Map.of("owner", "s-privacy-01")).faults())
                .containsExactly("/owner owner");
        assertThat(desk.act(id, "wait", Map.of("reason", "no_ground")).faults())
                .containsExactly("/reason reason");
        assertThat(desk.act(id, "burn", Map.of()).status()).isEqualTo(404);
        assertThat(gateway.get(CaseDesk.CASES + "/13800000001", CaseDesk.OFFICER).status())
                .isEqualTo(404);
    }

    @Test
    @Clause("7-d")
    void whoever_is_not_held_may_ask_all_the_same() {
        var request = desk.request(person, "complaint");
        request.remove("subject");

        var id = CaseDesk.id(gateway.post(CaseDesk.CASES, CaseDesk.OFFICER, request));

        assertThat(desk.whole(id).body().has("subject")).isFalse();
        assertThat(desk.act(id, "decide", Map.of("note", NOTE)).faults())
                .containsExactly("/note no_person");
        isDone(desk.act(id, "refuse", Map.of("reason", "nothing_held")), "refused");
    }
}
