package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.menshen.RunningGateway.Caller;
import io.menshen.journal.Journal;
import io.menshen.journal.JournalEntry;
import io.menshen.journal.JournalEntry.Kind;
import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import io.menshen.web.Canary;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hold is set and lifted by two officers, never by one. */
@Clause("7-b")
class HoldsEndToEndTests {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Duration SOON = Duration.ofSeconds(10);

    @RegisterExtension
    static final TestDeployment DEPLOYMENT = new TestDeployment(PrivacyDesk.busy());

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final PrivacyDesk desk = PrivacyDesk.of(DEPLOYMENT);
    private SubjectId person = SubjectId.random();

    @BeforeEach
    void register() {
        person = Member.number(NUMBERS.incrementAndGet()).registered(gateway);
    }

    private String lifecycle() throws SQLException {
        return key("lifecycle");
    }

    private String key(String column) throws SQLException {
        return DEPLOYMENT
                .ask(
                        "SELECT %s FROM subject.key_record WHERE subject_id = '%s'"
                                .formatted(column, person.value()))
                .getFirst();
    }

    private static String status(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body().path("hold").path("status").asString("");
    }

    private List<Kind> journalled() {
        return gateway
                .bean(Journal.class)
                .read()
                .blockOptional(SOON)
                .orElseThrow()
                .entries()
                .stream()
                .map(JournalEntry.Placed::entry)
                .filter(entry -> entry.subject().equals(person.value()))
                .map(JournalEntry::kind)
                .toList();
    }

    @Test
    void one_asks_and_another_approves_and_so_it_is_lifted_again() throws SQLException {
        var asked = desk.ask(person, "set");
        assertThat(status(asked)).isEqualTo("asked");
        assertThat(lifecycle()).isEqualTo("active");

        var done = desk.end(PrivacyDesk.SECOND, asked, "approve");

        assertThat(status(done)).isEqualTo("done");
        assertThat(done.body().path("hold").path("ended_by").asString(""))
                .isEqualTo("s-privacy-02");
        assertThat(lifecycle()).isEqualTo("frozen");
        assertThat(desk.erase(person).status()).isEqualTo(403);
        assertThat(status(desk.held(person, "lift"))).isEqualTo("done");
        assertThat(lifecycle()).isEqualTo("active");
        assertThat(journalled()).containsExactly(Kind.HOLD, Kind.LIFT);
        assertThat(desk.erase(person).status()).isEqualTo(200);
    }

    @Test
    @Clause("5.5")
    void never_the_one_who_asked_and_the_attempt_is_recorded() throws SQLException {
        var asked = desk.ask(person, "set");

        var own = desk.end(PrivacyDesk.OFFICER, asked, "approve");

        assertThat(own.status()).isEqualTo(403);
        assertThat(own.reasons()).containsExactly("second_person");
        assertThat(lifecycle()).isEqualTo("active");
        assertThat(journalled()).isEmpty();
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT concat_ws(' ', operation, staff, outcome) FROM audit.record WHERE decision_id = '%s' AND outcome = 'refused'"
                                        .formatted(own.header("Menshen-Decision"))))
                .containsExactly("freeze s-privacy-01 refused");
        assertThat(status(desk.end(PrivacyDesk.OFFICER, asked, "decline"))).isEqualTo("declined");
        assertThat(desk.end(PrivacyDesk.SECOND, asked, "approve").reasons())
                .containsExactly("hold_status");
        assertThat(lifecycle()).isEqualTo("active");
    }

    @Test
    void nobody_else_asks_approves_or_looks() {
        var asked = desk.ask(person, "set");
        for (var caller :
                List.of(
                        Caller.of("privacy-desk"),
                        new Caller("privacy-desk", "s-desk-01"),
                        CaseDesk.CLERK,
                        new Caller("auditor", "s-audit-01"))) {
            assertThat(desk.end(caller, asked, "approve").status()).isEqualTo(403);
            assertThat(desk.end(caller, asked, "decline").status()).isEqualTo(403);
            assertThat(gateway.get(PrivacyDesk.HOLDS, caller).status()).isEqualTo(403);
        }
        var listed = gateway.get(PrivacyDesk.HOLDS + "?status=asked", PrivacyDesk.OFFICER);
        assertThat(listed.text())
                .contains(asked.body().path("hold").path("hold_id").asString("none"))
                .doesNotContain(person.value().toString());
        assertThat(gateway.get(PrivacyDesk.HOLDS + "?status=x", PrivacyDesk.OFFICER).faults())
                .containsExactly("/status word");
    }

    @Test
    void of_many_approvals_at_once_one_is_done() {
        var asked = desk.ask(person, "set");

        var answers = Together.all(6, _ -> desk.end(PrivacyDesk.SECOND, asked, "approve"));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 409);
        assertThat(journalled().getFirst()).isEqualTo(Kind.HOLD);
        assertThat(desk.ask(person, "set").reasons()).containsExactly("hold_status");
    }

    @Test
    void what_changes_nothing_is_not_asked_for() {
        assertThat(desk.ask(person, "lift").reasons()).containsExactly("hold_status");
        assertThat(desk.ask(person, "x", "y").faults())
                .containsExactly("/act word", "/ground word");
    }

    @Test
    void a_ground_fits_what_is_asked_for() {
        var set = desk.ask(person, "set", "ended");
        assertThat(set.faults()).containsExactly("/ground word");
        assertThat(set.text())
                .contains("litigation, investigation, statutory_period, complaint.")
                .doesNotContain("mistake");
        var lift = desk.ask(person, "lift", "litigation");
        assertThat(lift.faults()).containsExactly("/ground word");
        assertThat(lift.text()).contains("ended, mistake.").doesNotContain("complaint");
    }

    @Test
    void a_lift_that_was_asked_for_before_another_hold_does_not_lift_it() throws SQLException {
        assertThat(status(desk.held(person, "set"))).isEqualTo("done");
        var stale = desk.ask(person, "lift");
        // As a request of before there was only one at a time: the second comes another way.
        var id = stale.body().path("hold").path("hold_id").asString("none");
        hide(id);
        assertThat(status(desk.held(person, "lift"))).isEqualTo("done");
        assertThat(status(desk.held(person, "set"))).isEqualTo("done");
        show(id);

        var late = desk.end(PrivacyDesk.SECOND, stale, "approve");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.reasons()).containsExactly("hold_status");
        assertThat(lifecycle()).isEqualTo("frozen");
        assertThat(journalled()).containsExactly(Kind.HOLD, Kind.LIFT, Kind.HOLD);
        assertThat(status(desk.end(PrivacyDesk.SECOND, stale, "decline"))).isEqualTo("declined");
        assertThat(status(desk.held(person, "lift"))).isEqualTo("done");
    }

    /** Keeps a request out of sight; its MAC holds once it is back. */
    private static void hide(String id) throws SQLException {
        DEPLOYMENT.change(
                "UPDATE cases.hold SET status = 'declined', ended_at = now(), ended_by = 'one' WHERE hold_id = '%s'"
                        .formatted(id));
    }

    private static void show(String id) throws SQLException {
        DEPLOYMENT.change(
                "UPDATE cases.hold SET status = 'asked', ended_at = NULL, ended_by = '' WHERE hold_id = '%s'"
                        .formatted(id));
    }

    @Test
    void the_same_is_not_asked_for_twice_at_once() {
        var answers = Together.all(6, _ -> desk.ask(person, "set"));

        var good = answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(good).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .allMatch(answer -> answer.reasons().equals(List.of("hold_status")));
        assertThat(status(desk.end(PrivacyDesk.OFFICER, good.getFirst(), "decline")))
                .isEqualTo("declined");
        assertThat(status(desk.ask(person, "set"))).isEqualTo("asked");
    }

    @Test
    @Clause("5.5")
    void whoever_approves_sees_whom_it_is_about_and_the_look_is_recorded() throws SQLException {
        var asked = desk.ask(person, "set");

        var look = desk.hold(PrivacyDesk.SECOND, asked);

        assertThat(status(look)).isEqualTo("asked");
        assertThat(look.text("subject")).isEqualTo(desk.token(person));
        assertThat(look.text()).doesNotContain(person.value().toString());
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT concat_ws(' ', operation, staff, stores) FROM audit.record WHERE decision_id = '%s' AND audit_id = '%s'"
                                        .formatted(
                                                look.header("Menshen-Decision"), key("audit_id"))))
                .containsExactly("handle s-privacy-02 cases");
        assertThat(desk.hold(CaseDesk.CLERK, asked).status()).isEqualTo(403);
        assertThat(desk.hold(Caller.of("privacy-desk"), asked).status()).isEqualTo(403);
        assertThat(gateway.get(PrivacyDesk.HOLDS + "/none", PrivacyDesk.SECOND).status())
                .isEqualTo(404);
        assertThat(desk.erase(person).status()).isEqualTo(200);
        var gone = desk.hold(PrivacyDesk.SECOND, asked);
        assertThat(status(gone)).isEqualTo("asked");
        assertThat(gone.body().has("subject")).isFalse();
    }

    @Test
    @Clause("7-a")
    void whoever_was_erased_meanwhile_is_not_held() throws SQLException {
        var asked = desk.ask(person, "set");
        assertThat(desk.erase(person).status()).isEqualTo(200);

        assertThat(desk.end(PrivacyDesk.SECOND, asked, "approve").status()).isEqualTo(403);
        assertThat(lifecycle()).isEqualTo("erased");
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT hold_id FROM cases.held WHERE subject_id = '%s'"
                                        .formatted(person.value())))
                .isEmpty();
    }

    @Test
    void a_request_that_another_hand_changed_is_none_and_alarmed() throws SQLException {
        var asked = desk.ask(person, "set");
        var id = asked.body().path("hold").path("hold_id").asString("none");
        try (var log = Canary.listen(Level.WARN)) {
            DEPLOYMENT.change(
                    "UPDATE cases.hold SET asked_by = 's-privacy-03' WHERE hold_id = '" + id + "'");

            assertThat(desk.end(PrivacyDesk.OFFICER, asked, "approve").status()).isEqualTo(404);
            assertThat(log.lines()).anyMatch(line -> line.contains("ALARM cases"));
        }
        assertThat(lifecycle()).isEqualTo("active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"asked_by = 's-privacy-03'", "ground = 'x'", "asked_at = '-infinity'"})
    void a_list_leaves_out_what_another_hand_changed_and_alarms(String change) throws SQLException {
        var asked = desk.ask(person, "set");
        var id = asked.body().path("hold").path("hold_id").asString("none");
        try (var log = Canary.listen(Level.WARN)) {
            DEPLOYMENT.change("UPDATE cases.hold SET " + change + " WHERE hold_id = '" + id + "'");

            var listed = gateway.get(PrivacyDesk.HOLDS + "?limit=500", PrivacyDesk.OFFICER);

            assertThat(listed.status()).as(listed.text()).isEqualTo(200);
            assertThat(listed.text()).doesNotContain(id);
            assertThat(log.lines()).anyMatch(line -> line.contains("ALARM cases"));
        }
    }

    @Test
    void another_person_put_in_its_place_is_alarmed_and_not_told_as_erased() throws SQLException {
        var asked = desk.ask(person, "set");
        var id = asked.body().path("hold").path("hold_id").asString("none");
        try (var log = Canary.listen(Level.WARN)) {
            DEPLOYMENT.change(
                    "UPDATE cases.held SET subject_id = gen_random_uuid() WHERE hold_id = '%s'"
                            .formatted(id));

            assertThat(desk.end(PrivacyDesk.SECOND, asked, "approve").status()).isEqualTo(404);
            assertThat(desk.hold(PrivacyDesk.SECOND, asked).status()).isEqualTo(404);
            assertThat(log.lines()).anyMatch(line -> line.contains("ALARM cases"));
        }
        assertThat(lifecycle()).isEqualTo("active");
    }
}
