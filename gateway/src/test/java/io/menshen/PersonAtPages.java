package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.SubjectId;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A person who is registered, and at their own pages. */
record PersonAtPages(
        RunningGateway gateway, TextInbox inbox, int person, SubjectId id, PersonBrowser browser) {
    private static final AtomicInteger NUMBERS = new AtomicInteger(6_000);
    private static final Caller APP = Caller.of("app");

    /** The settings of a gateway that people may log in to as often as tests do. */
    static String[] settings(TextInbox inbox, String... more) {
        var settings = new ArrayList<>(List.of(inbox.settings()));
        settings.add("--menshen.login.per-address=10000");
        settings.addAll(List.of(more));
        return settings.toArray(String[]::new);
    }

    static PersonAtPages registered(RunningGateway gateway, TextInbox inbox) {
        var person = NUMBERS.incrementAndGet();
        return registered(gateway, inbox, person, Member.number(person));
    }

    static PersonAtPages registered(
            RunningGateway gateway, TextInbox inbox, int person, Member member) {
        var id = member.registered(gateway);
        return new PersonAtPages(gateway, inbox, person, id, new PersonBrowser(gateway));
    }

    /** A number that no other person of these tests has. */
    static int number() {
        return NUMBERS.incrementAndGet();
    }

    static String number(int of) {
        return "1380000%04d".formatted(of);
    }

    PersonAtPages showsCode() {
        var number = number(person);
        var before = inbox.count(number);
        browser.ask(number);
        assertThat(browser.type(inbox.code(number, before)).statusCode()).isEqualTo(303);
        return this;
    }

    PersonAtPages comesFromApp() {
        assertThat(browser.follow(appLink()).statusCode()).isEqualTo(303);
        return this;
    }

    String appLink() {
        var token = gateway.token(id, APP.consumer(), "person_login");
        var subject = Map.of("subject", Map.of("token", token));
        return gateway.post("/v1/login-links", APP, subject).text("url");
    }

    /** Both facts, fresh. */
    PersonAtPages showsBoth() {
        return showsCode().comesFromApp();
    }

    HttpResponse<String> page(String path) {
        return whole(browser.get(path));
    }

    static HttpResponse<String> whole(HttpResponse<String> page) {
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("??", "http://", "https://", "<script");
        return page;
    }

    HttpResponse<String> press(String page, String path, Map<String, String> fields) {
        browser.get(page);
        return browser.post(path, fields);
    }

    /** Records of a purpose about that person, the oldest first: operation and stores. */
    List<String> recorded(TestDeployment deployment, String purpose) throws Exception {
        return deployment.ask(
                """
                SELECT concat_ws(' ', r.operation, r.consumer, r.outcome, r.stores) FROM audit.record r
                JOIN subject.key_record k ON k.audit_id = r.audit_id
                WHERE k.subject_id = '%s' AND r.purpose = '%s' ORDER BY r.at, r.chain, r.seq
                """
                        .formatted(id.value(), purpose));
    }
}
