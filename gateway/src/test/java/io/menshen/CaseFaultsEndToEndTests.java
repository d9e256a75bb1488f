package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import io.menshen.web.Canary;
import io.menshen.web.Eventually;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases of people who go, rows that another hand changed, parts that are lost. */
class CaseFaultsEndToEndTests {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String NOTE = "本人要求全部删除";

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(
                    PrivacyDesk.busy(),
                    "--menshen.storage.acquire=2s",
                    "--menshen.audit.commit=3s");

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final CaseDesk desk = CaseDesk.of(DEPLOYMENT);
    private final PrivacyDesk privacy = PrivacyDesk.of(DEPLOYMENT);
    private SubjectId person = SubjectId.random();

    @BeforeEach
    void register() {
        // The test before may have taken a part away; it is there again in a moment.
        var member = Member.number(NUMBERS.incrementAndGet());
        assertThat(Eventually.holds(() -> isRegistered(member))).isTrue();
    }

    private boolean isRegistered(Member member) {
        var answer = gateway.post("/v1/intakes", Caller.of("app"), member.body());
        if (answer.status() == 200) {
            person = gateway.registered(answer.text("subject"));
        }
        return answer.status() == 200;
    }

    private static List<String> leading(String id) throws SQLException {
        return DEPLOYMENT.ask(
                "SELECT subject_id FROM cases.person WHERE case_id = '%s'".formatted(id));
    }

    @Test
    @Clause("7-a")
    void an_erasure_severs_the_case_which_goes_on_without_the_person() throws SQLException {
        var request = desk.request(person, "erase");
        request.put("note", NOTE);
        var id = CaseDesk.id(gateway.post(CaseDesk.CASES, CaseDesk.OFFICER, request));
        desk.act(id, "decide", Map.of());

        assertThat(leading(id)).hasSize(1);
        assertThat(privacy.erase(person).status()).isEqualTo(200);

        assertThat(leading(id)).isEmpty();
        var whole = desk.whole(id);
        assertThat(whole.status()).as(whole.text()).isEqualTo(200);
        assertThat(whole.body().has("subject")).isFalse();
        assertThat(whole.text()).doesNotContain(NOTE);
        assertThat(CaseDesk.request(desk.act(id, "done", Map.of()), "status")).isEqualTo("done");
        assertThat(CaseDesk.history(desk.whole(id)))
                .containsExactly("opened open", "decided decided", "done done");
    }

    @Test
    @Clause("7-a")
    void for_whoever_was_erased_no_case_is_opened() throws SQLException {
        var request = desk.request(person, "access");
        assertThat(privacy.erase(person).status()).isEqualTo(200);

        var answer = gateway.post(CaseDesk.CASES, CaseDesk.OFFICER, request);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("type")).isEqualTo("/problems/subject-unavailable");
    }

    @Test
    void a_case_that_is_opened_beside_an_erasure_leads_to_nobody_afterwards() throws SQLException {
        var request = desk.request(person, "access");

        var answers =
                Together.all(
                        4,
                        i ->
                                i == 0
                                        ? privacy.erase(person)
                                        : gateway.post(CaseDesk.CASES, CaseDesk.OFFICER, request));

        assertThat(answers.getFirst().status()).isEqualTo(200);
        assertThat(answers.subList(1, 4))
                .allMatch(answer -> List.of(200, 403, 409).contains(answer.status()));
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT case_id FROM cases.person WHERE subject_id = '%s'"
                                        .formatted(person.value())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE cases.request SET deadline = deadline + 30",
                "UPDATE cases.request SET status = 'done'",
                "UPDATE cases.request SET owner = 's-privacy-02'",
                "UPDATE cases.request SET version = version + 1",
                "UPDATE cases.request SET opened_at = opened_at + interval '1 day'",
                "UPDATE cases.request SET opened_at = 'infinity'",
                "UPDATE cases.request SET kind = 'x'"
            })
    void a_case_that_another_hand_changed_is_none_and_alarmed(String change) throws SQLException {
        var id = desk.opened(person, "access");
        var other = desk.opened(person, "copy");
        try (var log = Canary.listen(Level.WARN)) {
            assertThat(DEPLOYMENT.change(change + " WHERE case_id = '" + id + "'")).isEqualTo(1);

            assertThat(desk.whole(id).status()).isEqualTo(404);
            assertThat(desk.act(id, "decide", Map.of()).status()).isEqualTo(404);
            var listed = desk.list("?limit=500");
            assertThat(listed.status()).as(listed.text()).isEqualTo(200);
            assertThat(CaseDesk.ids(listed)).doesNotContain(id).contains(other);
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("ALARM cases"))
                    .noneMatch(line -> line.contains(person.value().toString()));
        }
        DEPLOYMENT.change("UPDATE cases.request SET mac = mac || mac WHERE case_id = '" + id + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE cases.history SET staff = 's-privacy-02' WHERE seq = 1",
                "UPDATE cases.history SET act = 'done' WHERE seq = 2",
                "UPDATE cases.history SET act = 'x' WHERE seq = 2",
                "UPDATE cases.history SET at = at + interval '1 day' WHERE seq = 2",
                "DELETE FROM cases.history WHERE seq = 2",
                "UPDATE cases.person SET subject_id = gen_random_uuid() WHERE true"
            })
    void a_history_or_person_that_another_hand_changed_is_none_and_alarmed(String change)
            throws SQLException {
        var id = desk.opened(person, "access");
        desk.act(id, "wait", Map.of());
        try (var log = Canary.listen(Level.WARN)) {
            assertThat(DEPLOYMENT.change(change + " AND case_id = '" + id + "'")).isEqualTo(1);

            assertThat(desk.whole(id).status()).isEqualTo(404);
            assertThat(log.lines()).anyMatch(line -> line.contains("ALARM cases"));
        }
    }

    @Test
    void a_list_is_narrowed_and_comes_in_pages() {
        var mine = List.of(desk.opened(person, "restrict"), desk.opened(person, "restrict"));
        var other = desk.opened(person, "close");
        desk.act(mine.getFirst(), "assign", Map.of("owner", "s-privacy-02"));

        assertThat(CaseDesk.ids(desk.list("?kind=restrict")))
                .containsExactlyInAnyOrderElementsOf(mine);
        assertThat(CaseDesk.ids(desk.list("?kind=restrict&owner=s-privacy-02")))
                .containsExactly(mine.getFirst());
        assertThat(CaseDesk.ids(desk.list("?kind=close&status=open"))).contains(other);
        assertThat(CaseDesk.ids(desk.list("?kind=close&status=done"))).isEmpty();
        assertThat(CaseDesk.ids(desk.list("?due_before=2026-01-01"))).isEmpty();
        var first = desk.list("?kind=restrict&limit=1");
        var second = desk.list("?kind=restrict&limit=1&cursor=" + first.text("next"));
        assertThat(List.of(CaseDesk.ids(first).getFirst(), CaseDesk.ids(second).getFirst()))
                .containsExactlyInAnyOrderElementsOf(mine);
        assertThat(desk.list("?status=lost&kind=x&due_before=now&overdue=2").faults())
                .containsExactlyInAnyOrder(
                        "/status word", "/kind word", "/due_before type", "/overdue type");
        assertThat(desk.list("?cursor=x").faults()).containsExactly("/cursor cursor");
        assertThat(desk.list("?name=x").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "due_before=0000-12-31",
                "due_before=-0001-01-01",
                "due_before=%2B10000-01-01",
                "owner=s%00",
                "owner=%0A"
            })
    void a_parameter_that_the_database_does_not_know_is_a_fault(String query) {
        assertThat(desk.list("?" + query).faults())
                .containsExactly("/" + query.split("=", 2)[0] + " type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01", "+10000-01-01", "-4800-01-01", "+999999999-12-31"})
    void a_cursor_with_a_day_that_the_database_does_not_know_is_a_fault(String day) {
        var text = day + ".00000000-0000-0000-0000-000000000000";
        var cursor =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));

        assertThat(desk.list("?cursor=" + cursor).faults()).containsExactly("/cursor cursor");
    }

    @Test
    void while_the_audit_takes_no_record_no_case_is_opened_or_decided() throws Exception {
        var id = desk.opened(person, "access");
        var request = desk.request(person, "copy");
        try (var owner = DEPLOYMENT.owner();
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("LOCK TABLE audit.record IN ACCESS EXCLUSIVE MODE");
            assertThat(gateway.post(CaseDesk.CASES, CaseDesk.OFFICER, request).status())
                    .isEqualTo(503);
            assertThat(desk.act(id, "decide", Map.of()).status()).isEqualTo(503);
            owner.rollback();
        }
        assertThat(Eventually.holds(() -> desk.whole(id).status() == 200)).isTrue();
        assertThat(CaseDesk.history(desk.whole(id))).containsExactly("opened open");
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT case_id FROM cases.person WHERE subject_id = '%s'"
                                        .formatted(person.value())))
                .containsExactly(id);
    }

    @Test
    void a_lost_database_opens_no_case_and_the_same_key_opens_it_later() throws Exception {
        var request = desk.request(person, "copy");
        var key = Map.of("Idempotency-Key", "lost-" + person.value());
        DEPLOYMENT.wire().cut();
        try {
            assertThat(gateway.post(CaseDesk.CASES, CaseDesk.OFFICER, request, key).status())
                    .isEqualTo(503);
        } finally {
            DEPLOYMENT.wire().mend();
        }
        assertThat(
                        Eventually.holds(() ->
                                gateway.post(CaseDesk.CASES, CaseDesk.OFFICER, request, key)
                                                .status()
                                        == 200))
                .isTrue();
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT case_id FROM cases.person WHERE subject_id = '%s'"
                                        .formatted(person.value())))
                .hasSize(1);
    }
}
