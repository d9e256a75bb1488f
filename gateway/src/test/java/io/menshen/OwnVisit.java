package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.journal.Journal;
import io.menshen.journal.JournalEntry;
import io.menshen.journal.JournalEntry.Kind;
import io.menshen.kernel.SubjectId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A member, and their browser on the pages of a gateway. */
record OwnVisit(
        RunningGateway gateway, TextInbox inbox, PersonBrowser browser, int person, SubjectId id) {
    private static final AtomicInteger NUMBERS = new AtomicInteger(6_000);
    private static final Caller APP = Caller.of("app");

    /** Somebody new, whom the app registers. */
    static OwnVisit of(RunningGateway gateway, TextInbox inbox) {
        var person = NUMBERS.incrementAndGet();
        var id = Member.number(person).consents(Marketed.PURPOSE).registered(gateway);
        return new OwnVisit(gateway, inbox, new PersonBrowser(gateway), person, id);
    }

    String number() {
        return "1380000%04d".formatted(person);
    }

    void showsCode() {
        var before = inbox.count(number());
        browser.ask(number());
        assertThat(browser.type(inbox.code(number(), before)).statusCode()).isEqualTo(303);
    }

    String appLink() {
        var token = gateway.token(id, APP.consumer(), "person_login");
        var subject = Map.of("subject", Map.of("token", token));
        return gateway.post("/v1/login-links", APP, subject).text("url");
    }

    void comesFromApp() {
        assertThat(browser.follow(appLink()).statusCode()).isEqualTo(303);
    }

    OwnVisit inside() {
        showsCode();
        comesFromApp();
        return this;
    }

    /** A page that is shown. */
    String page(String path) {
        return shown(browser.get(path));
    }

    static String shown(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("??", "http://", "https://", "<script");
        return answer.body();
    }

    /** Looks at a page and posts a form of it. */
    HttpResponse<String> press(String path, Map<String, String> fields) {
        browser.get(path);
        return browser.post(path, fields);
    }

    /** Nothing is shown, and the way is told. */
    static void shut(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("诸葛", "138", "gold", "??");
    }

    /** What the journal holds of them, in its order. */
    List<Kind> journalled() {
        return gateway
                .bean(Journal.class)
                .read()
                .blockOptional(Duration.ofSeconds(60))
                .orElseThrow()
                .entries()
                .stream()
                .map(JournalEntry.Placed::entry)
                .filter(entry -> entry.subject().equals(id.value()))
                .map(JournalEntry::kind)
                .toList();
    }

    String sql(String column) {
        return "SELECT %s FROM subject.key_record WHERE subject_id = '%s'"
                .formatted(column, id.value());
    }

    /** What the audit holds of them under their account. */
    String acts() {
        return "SELECT r.operation || ' ' || r.outcome FROM audit.record r JOIN subject.key_record k ON k.audit_id = r.audit_id"
                + " WHERE k.subject_id = '%s' AND r.purpose = 'person_account' AND r.operation <> 'read' ORDER BY r.at"
                        .formatted(id.value());
    }

    static List<String> paths() {
        return List.of(
                "/en/me/account",
                "/zh/me/account",
                "/en/me/account/close",
                "/zh/me/account/erase",
                "/zh/me/account/fields/full_name");
    }
}
