package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person asks for on their pages, and what becomes of it. */
class RequestPagesEndToEndTests {
    private static final String REQUESTS = "/en/me/requests";
    private static final String NOTE = "地址登记有误，应为西路";
    private static final TextInbox INBOX = TextInbox.open();

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(PrivacyDesk.busy(), PersonAtPages.settings(INBOX));

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final CaseDesk desk = CaseDesk.of(DEPLOYMENT);
    private final PersonAtPages person = PersonAtPages.registered(gateway, INBOX);

    @AfterEach
    void now() {
        DEPLOYMENT.clock().set(Duration.ZERO);
    }

    private HttpResponse<String> asks(String kind) {
        return person.press(REQUESTS, REQUESTS, Map.of("kind", kind, "note", NOTE));
    }

    private List<String> cases() throws SQLException {
        return DEPLOYMENT.ask(
                "SELECT r.case_id FROM cases.request r JOIN cases.person p USING (case_id) WHERE p.subject_id = '%s' ORDER BY r.opened_at"
                        .formatted(person.id().value()));
    }

    private HttpResponse<String> takesBack(String id) {
        return person.press(REQUESTS, REQUESTS + "/" + id + "/back", Map.of());
    }

    @Test
    @Clause({"PIPL-44", "7-d"})
    void a_request_is_a_case_with_number_and_deadline() throws Exception {
        person.showsBoth();
        assertThat(person.page(REQUESTS).body()).contains("You have asked for nothing yet.");

        var opened = PersonAtPages.whole(asks("correct"));

        var id = cases().getFirst();
        var whole = desk.whole(id);
        assertThat(opened.body())
                .contains("We have your request.", id, CaseDesk.request(whole, "deadline"))
                .doesNotContain(NOTE);
        assertThat(CaseDesk.request(whole, "kind")).isEqualTo("correct");
        assertThat(CaseDesk.request(whole, "channel")).isEqualTo("page");
        assertThat(CaseDesk.request(whole, "identity")).isEqualTo("second_fact");
        var act = whole.body().path("history").path(0);
        assertThat(act.path("note").asString("")).isEqualTo(NOTE);
        assertThat(act.has("staff")).isFalse();
        assertThat(person.recorded(DEPLOYMENT, "person_request"))
                .containsExactly(
                        "read privacy-centre permitted cases",
                        "read privacy-centre permitted cases",
                        "open privacy-centre permitted cases");
    }

    @Test
    void the_note_lies_sealed() throws SQLException {
        person.showsBoth();
        asks("explain");
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT encode(sealed, 'escape') FROM cases.history WHERE case_id = '%s'"
                                        .formatted(cases().getFirst())))
                .hasSize(1)
                .noneMatch(String::isEmpty)
                .noneMatch(sealed -> sealed.contains(NOTE));
    }

    @Test
    void pressing_twice_opens_one_request_and_says_so() throws SQLException {
        person.showsBoth();
        asks("restrict");

        var again = PersonAtPages.whole(asks("restrict"));

        assertThat(again.body()).contains("You asked for this before", cases().getFirst());
        assertThat(cases()).hasSize(1);
        asks("object");
        assertThat(cases()).hasSize(2);
    }

    @Test
    void of_many_presses_at_once_one_opens_it() throws SQLException {
        person.showsBoth().page(REQUESTS);

        var answers =
                Together.all(8, _ -> person.browser().post(REQUESTS, Map.of("kind", "object")));

        assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
        assertThat(cases()).hasSize(1);
        assertThat(answers).allMatch(answer -> answer.body().contains(oneCase()));
        assertThat(answers.stream().filter(answer -> answer.body().contains("We have your")))
                .hasSize(1);
    }

    private String oneCase() {
        try {
            return cases().getFirst();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Clause("7-i")
    void how_it_stands_is_told_with_the_reason_and_without_staff_or_notes() throws SQLException {
        person.showsBoth();
        asks("object");
        asks("explain");
        var ids = cases();
        desk.act(ids.get(0), "assign", Map.of("owner", "s-privacy-02"));
        desk.act(ids.get(0), "refuse", Map.of("reason", "no_ground", "note", "内部意见"));
        desk.act(ids.get(1), "wait", Map.of());

        var english = person.page(REQUESTS).body();

        assertThat(english)
                .contains("Refused.", "The law gives no ground for what is asked", "PIPL-47")
                .contains("We need something from you: Privacy Office")
                .doesNotContain("s-privacy", "内部意见", NOTE);
        assertThat(english.indexOf(ids.get(1))).isLessThan(english.indexOf(ids.get(0)));
        assertThat(person.page("/zh/me/requests").body())
                .contains("未予办理", "不具备所请求事项的法定情形", "需要您补充");
        desk.act(ids.get(1), "decide", Map.of());
        assertThat(person.page(REQUESTS).body()).contains("It will be done.");
        desk.act(ids.get(1), "done", Map.of());
        assertThat(person.page(REQUESTS).body()).contains("Done.");
    }

    @Test
    void an_open_request_is_taken_back_and_may_be_opened_again() throws Exception {
        person.showsBoth();
        asks("restrict");
        var id = cases().getFirst();

        assertThat(takesBack(id).statusCode()).isEqualTo(303);

        assertThat(person.page(REQUESTS).body()).contains("You took it back.");
        assertThat(takesBack(id).statusCode()).isEqualTo(303);
        var whole = desk.whole(id);
        assertThat(CaseDesk.history(whole)).containsExactly("opened open", "taken_back taken_back");
        assertThat(CaseDesk.request(whole, "status")).isEqualTo("taken_back");
        assertThat(desk.act(id, "decide", Map.of()).status()).isEqualTo(409);
        assertThat(CaseDesk.ids(desk.list("?kind=restrict&status=taken_back"))).contains(id);
        PersonAtPages.whole(asks("restrict"));
        assertThat(cases()).hasSize(2);
        assertThat(person.recorded(DEPLOYMENT, "person_request"))
                .contains("withdraw privacy-centre permitted cases");
    }

    @Test
    void what_was_decided_or_is_anothers_is_not_taken_back() throws SQLException {
        person.showsBoth();
        asks("correct");
        var id = cases().getFirst();
        desk.act(id, "decide", Map.of());
        var decided = takesBack(id);
        assertThat(decided.statusCode()).isEqualTo(409);
        assertThat(decided.body()).contains("settled already");
        assertThat(CaseDesk.request(desk.whole(id), "status")).isEqualTo("decided");

        var other = PersonAtPages.registered(gateway, INBOX);
        var theirs = desk.opened(other.id(), "correct");
        assertThat(takesBack(theirs).statusCode()).isEqualTo(409);
        assertThat(CaseDesk.request(desk.whole(theirs), "status")).isEqualTo("open");
        assertThat(person.page(REQUESTS).body()).doesNotContain(theirs);
    }

    @Test
    void what_the_desk_opened_is_shown_too() throws SQLException {
        var id = desk.opened(person.id(), "complaint");
        person.showsBoth();
        assertThat(person.page(REQUESTS).body()).contains("A complaint", id);
        assertThat(cases()).containsExactly(id);
    }

    @Test
    void one_fact_or_old_ones_neither_see_nor_ask() throws SQLException {
        person.showsCode();
        assertThat(person.browser().get(REQUESTS).statusCode()).isEqualTo(403);
        assertThat(asks("object").statusCode()).isEqualTo(403);
        person.comesFromApp().page(REQUESTS);
        DEPLOYMENT.clock().set(Duration.ofMinutes(6));
        assertThat(asks("object").statusCode()).isEqualTo(403);
        assertThat(cases()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"erase", "access", "complaint", "", "x"})
    void other_kinds_are_not_opened_here(String kind) throws SQLException {
        person.showsBoth();
        assertThat(asks(kind).statusCode()).isEqualTo(403);
        assertThat(cases()).isEmpty();
    }

    @Test
    void ten_on_one_day_are_enough() throws SQLException {
        person.showsBoth();
        for (var i = 0; i < 10; i++) {
            PersonAtPages.whole(asks("object"));
            takesBack(cases().getLast());
        }
        assertThat(asks("object").statusCode()).isEqualTo(429);
        assertThat(cases()).hasSize(10);
    }

    @Test
    @Clause({"7-a", "7-b"})
    void whoever_is_held_or_erased_asks_for_nothing() throws SQLException {
        person.showsBoth();
        asks("object");
        var held = PrivacyDesk.of(DEPLOYMENT).held(person.id(), "set");
        assertThat(held.status()).as(held.text()).isEqualTo(200);
        assertThat(asks("explain").statusCode()).isEqualTo(303);
        assertThat(cases()).hasSize(1);
        PrivacyDesk.of(DEPLOYMENT).held(person.id(), "lift");
        person.showsBoth().page(REQUESTS);
        assertThat(PrivacyDesk.of(DEPLOYMENT).erase(person.id()).status()).isEqualTo(200);
        assertThat(person.browser().get(REQUESTS).statusCode()).isEqualTo(303);
        assertThat(asks("explain").statusCode()).isEqualTo(303);
        assertThat(cases()).isEmpty();
    }

    @Test
    void a_request_that_another_hand_changed_is_left_out() throws SQLException {
        person.showsBoth();
        asks("object");
        asks("explain");
        var id = cases().getFirst();
        DEPLOYMENT.change(
                "UPDATE cases.request SET deadline = deadline + 30 WHERE case_id = '" + id + "'");
        assertThat(person.page(REQUESTS).body()).doesNotContain(id).contains(cases().getLast());
        DEPLOYMENT.change("DELETE FROM cases.person WHERE case_id = '" + id + "'");
    }
}
