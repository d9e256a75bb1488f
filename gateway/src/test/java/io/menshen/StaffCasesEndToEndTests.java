package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Officers work on cases by the pages: the same acts, decisions and records as by the calls. */
class StaffCasesEndToEndTests {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final OpenIdProvider PROVIDER = OpenIdProvider.open();
    private static final String NOTE = "本人称地址登记有误";

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(PrivacyDesk.busy(), PROVIDER.settings());

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final CaseDesk desk = CaseDesk.of(DEPLOYMENT);
    private final StaffBrowser browser = new StaffBrowser(gateway);
    private SubjectId person = SubjectId.random();
    private String id = "";

    @BeforeEach
    void open() {
        person = Member.number(NUMBERS.incrementAndGet()).registered(gateway);
        id = desk.opened(person, "correct");
        PROVIDER.loggedIn("s-privacy-02", "officer");
        browser.login();
    }

    @AfterEach
    void now() {
        DEPLOYMENT.clock().set(Duration.ZERO);
    }

    private HttpResponse<String> press(String verb, Map<String, String> fields) {
        browser.get("/en/cases/" + id);
        return browser.post("/en/cases/" + id + "/" + verb, fields);
    }

    private void done(HttpResponse<String> answer, String status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/en/cases/" + id);
        assertThat(CaseDesk.request(desk.whole(id), "status")).isEqualTo(status);
    }

    @Test
    @Clause({"7-d", "7-i"})
    void an_officer_takes_a_case_and_ends_it_and_each_act_bears_their_name() throws SQLException {
        done(press("take", Map.of("note", NOTE)), "open");
        done(press("wait", Map.of()), "waiting_for_person");
        done(press("resume", Map.of()), "open");
        done(press("decide", Map.of()), "decided");
        done(press("done", Map.of()), "done");

        var whole = desk.whole(id);
        assertThat(CaseDesk.request(whole, "owner")).isEqualTo("s-privacy-02");
        assertThat(CaseDesk.history(whole))
                .containsExactly(
                        "opened open",
                        "assigned open",
                        "waited waiting_for_person",
                        "resumed open",
                        "decided decided",
                        "done done");
        assertThat(browser.get("/en/cases/" + id).body()).contains(NOTE, "s-privacy-01", "Decided");
        assertThat(
                        DEPLOYMENT.ask(
                                """
                                SELECT concat_ws(' ', r.operation, r.consumer, r.staff) FROM audit.record r
                                JOIN subject.key_record k ON k.audit_id = r.audit_id
                                WHERE k.subject_id = '%s' AND r.operation = 'decide' ORDER BY r.at
                                """
                                        .formatted(person.value())))
                .containsExactly(
                        "decide privacy-desk s-privacy-02", "decide privacy-desk s-privacy-02");
    }

    @Test
    @Clause("7-i")
    void a_refusal_names_a_reason_of_the_list() {
        assertThat(press("refuse", Map.of("reason", "no")).statusCode()).isEqualTo(400);
        done(press("refuse", Map.of("reason", "kept_by_law")), "refused");

        var page = browser.get("/zh/cases/" + id).body();
        assertThat(page).contains("法定保存期限").doesNotContain("name=\"reason\"");
    }

    @Test
    void a_case_is_handed_to_whom_may_have_it() {
        assertThat(press("assign", Map.of("owner", "s-desk-01")).statusCode()).isEqualTo(400);
        done(press("assign", Map.of("owner", "s-privacy-01")), "open");

        assertThat(CaseDesk.request(desk.whole(id), "owner")).isEqualTo("s-privacy-01");
        assertThat(browser.get("/en/cases/" + id).body()).doesNotContain("s-desk-01");
    }

    @Test
    void a_press_counts_once_and_what_moved_is_told() {
        browser.get("/en/cases/" + id);
        var path = "/en/cases/" + id + "/wait";
        done(browser.post(path, Map.of()), "waiting_for_person");
        done(browser.post(path, Map.of()), "waiting_for_person");
        assertThat(CaseDesk.history(desk.whole(id))).hasSize(2);

        var late = browser.post(path, Map.of("key", "another"));

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Somebody else was first");
    }

    @Test
    void two_presses_at_once_are_told_of_nobody_else() {
        browser.get("/en/cases/" + id);
        var path = "/en/cases/" + id + "/wait";
        var answers =
                Stream.generate(() ->
                                CompletableFuture.supplyAsync(() -> browser.post(path, Map.of())))
                        .limit(4)
                        .toList();

        assertThat(answers).allMatch(answer -> answer.join().statusCode() == 303);
        assertThat(CaseDesk.history(desk.whole(id))).hasSize(2);
    }

    @Test
    void the_queue_is_narrowed_and_says_how_old_a_case_is() {
        desk.act(id, "assign", Map.of("owner", "s-privacy-02"));
        var other = desk.opened(person, "copy");

        var own = browser.get("/en/cases?status=open&kind=correct&owner=s-privacy-02");
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.body())
                .contains(id, "Working days left", "0 days old")
                .doesNotContain(other);
        assertThat(browser.get("/en/cases?overdue=true").body()).doesNotContain(id);
        DEPLOYMENT.clock().set(Duration.ofDays(60));
        PROVIDER.loggedIn("s-privacy-02", "officer");
        browser.login();
        assertThat(browser.get("/en/cases?overdue=true").body()).contains(id, "Overdue");
    }

    @Test
    void the_queue_goes_on_page_by_page() {
        var other = desk.opened(person, "copy");
        var first = browser.get("/en/cases?limit=1");
        var next = first.body().replaceAll("(?s).*href=\"(/en/cases\\?cursor=[^\"]+)\".*", "$1");

        assertThat(next).startsWith("/en/cases?cursor=");
        var rest = browser.get(next).body();
        assertThat(first.body() + rest).contains(id, other);
        var shown = first.body().replaceAll("(?s).*href=\"/en/cases/([0-9a-f-]{36})\".*", "$1");
        assertThat(rest).doesNotContain(shown);
        assertThat(browser.get("/en/cases?cursor=none").statusCode()).isEqualTo(400);
        assertThat(browser.get("/en/cases?mobile=13800000001").statusCode()).isEqualTo(400);
    }

    @Test
    void a_case_is_found_by_its_number() {
        var found = browser.get("/en/cases/find?number=%20" + id);
        assertThat(found.headers().firstValue("Location")).contains("/en/cases/" + id);

        assertThat(browser.get("/en/cases/find?number=7").statusCode()).isEqualTo(404);
        var nobody = "00000000-0000-0000-0000-000000000000";
        assertThat(browser.get("/en/cases/" + nobody).statusCode()).isEqualTo(404);
    }

    @Test
    @Clause("5.5")
    void a_clerk_is_refused_what_officers_do() {
        PROVIDER.loggedIn("s-desk-01", "clerk");
        var clerk = new StaffBrowser(gateway);
        clerk.login();

        assertThat(clerk.get("/en").body()).doesNotContain("/en/cases");
        assertThat(clerk.get("/en/cases").statusCode()).isEqualTo(403);
        assertThat(clerk.get("/en/cases/" + id).statusCode()).isEqualTo(403);
        clerk.get("/en");
        var pressed = clerk.post("/en/cases/" + id + "/decide", Map.of("key", "k"));
        assertThat(pressed.statusCode()).isEqualTo(403);
        assertThat(CaseDesk.history(desk.whole(id))).containsExactly("opened open");
    }
}
