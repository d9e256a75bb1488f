package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.erasure.Erasure;
import io.menshen.kernel.SubjectId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a person gets in, and who does not. */
class PersonLoginEndToEndTests {
    private static final AtomicInteger NUMBERS = new AtomicInteger(7_000);
    private static final Caller APP = Caller.of("app");
    private static final TextInbox INBOX = TextInbox.open();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment(settings());

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final int person = NUMBERS.incrementAndGet();
    private final String number = "1380000%04d".formatted(person);
    private final PersonBrowser browser = new PersonBrowser(gateway);
    private SubjectId id = SubjectId.random();

    private static String[] settings() {
        var settings = new ArrayList<>(List.of(INBOX.settings()));
        // All tests come from one address.
        settings.add("--menshen.login.per-address=10000");
        return settings.toArray(String[]::new);
    }

    @BeforeEach
    void register() {
        id = Member.number(person).consents(Marketed.PURPOSE).registered(gateway);
    }

    @AfterEach
    void now() {
        DEPLOYMENT.clock().set(Duration.ZERO);
    }

    private static void leadsTo(HttpResponse<String> answer, String path) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains(path);
    }

    private String asked() {
        var before = INBOX.count(number);
        leadsTo(browser.ask(number), "/en/login/code");
        return INBOX.code(number, before);
    }

    private String link() {
        var token = gateway.token(id, APP.consumer(), "person_login");
        var answer =
                gateway.post("/v1/login-links", APP, Map.of("subject", Map.of("token", token)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text("url");
    }

    @Test
    void a_code_leads_in() {
        leadsTo(browser.type(asked()), "/en/me");

        var home = browser.get("/en/me");

        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.body()).contains("My choices", "Stop all marketing", "second proof");
        assertThat(home.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void the_session_has_another_id_than_the_browser_had() {
        var code = asked();
        var before = browser.cookie();

        browser.type(code);

        assertThat(browser.cookie()).isNotEqualTo(before);
        browser.takes(before);
        leadsTo(browser.get("/en/me"), "/en/login");
    }

    @Test
    void a_code_fits_once_and_in_its_own_browser() {
        var code = asked();
        var other = new PersonBrowser(gateway);
        other.get("/en/login");
        assertThat(other.type(code).statusCode()).isEqualTo(403);
        var first = browser.cookie();

        leadsTo(browser.type(code), "/en/me");
        browser.takes(first);
        assertThat(browser.type(code).statusCode()).isEqualTo(403);
    }

    @Test
    void after_five_that_do_not_fit_the_right_one_is_void() {
        var code = asked();
        var wrong = code.equals("111111") ? "222222" : "111111";
        for (var i = 0; i < 5; i++) {
            assertThat(browser.type(wrong).body()).contains("does not fit");
        }
        assertThat(browser.type(code).statusCode()).isEqualTo(403);
    }

    @Test
    void an_unknown_number_is_answered_alike_and_sent_nothing() {
        var known = browser.ask(number);
        var unknown = new PersonBrowser(gateway);
        var answer = unknown.ask("13900000001");

        assertThat(answer.statusCode()).isEqualTo(known.statusCode());
        assertThat(answer.headers().firstValue("Location"))
                .isEqualTo(known.headers().firstValue("Location"));
        assertThat(unknown.type("123456").statusCode()).isEqualTo(403);
        INBOX.code(number, 0);
        assertThat(INBOX.isSilent("13900000001")).isTrue();
    }

    @Test
    void a_number_of_two_people_is_nobodys() {
        Member.number(NUMBERS.incrementAndGet()).with("mobile", number).registered(gateway);

        leadsTo(browser.ask(number), "/en/login/code");
        leadsTo(new PersonBrowser(gateway).ask("13900000002"), "/en/login/code");

        assertThat(INBOX.isSilent(number)).isTrue();
    }

    @Test
    void a_number_gets_three_codes_in_ten_minutes() {
        DEPLOYMENT.clock().begin(Duration.ofMinutes(10), 1);
        for (var i = 0; i < 3; i++) {
            leadsTo(new PersonBrowser(gateway).ask(number), "/en/login/code");
        }
        var fourth = browser.ask(number);
        assertThat(fourth.statusCode()).isEqualTo(429);
        assertThat(fourth.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(fourth.body()).contains("Too often").doesNotContain(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "abc", "1380000000", "<script>"})
    void what_is_no_number_is_asked_for_again(String typed) {
        var answer = browser.ask(typed);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("no mobile number").doesNotContain("<script");
    }

    @Test
    void a_form_of_another_page_is_refused() {
        var code = asked();
        browser.get("/en/login/code");
        var fields = Map.of("code", code);
        var path = "/en/login/code";
        for (var site : List.of("cross-site", "same-site", "none", "x")) {
            var answer = browser.post(path, fields, Map.of("Sec-Fetch-Site", site));
            assertThat(answer.statusCode()).as(site).isEqualTo(403);
        }
        var foreign = browser.post(path, fields, Map.of("Origin", "https://evil.example"));
        assertThat(foreign.statusCode()).isEqualTo(403);
        var forged = browser.post(path, Map.of("code", code, "form", "AAAA"));
        assertThat(forged.statusCode()).isEqualTo(403);
        browser.get(path);
        leadsTo(browser.post(path, fields), "/en/me");
    }

    @Test
    void a_link_of_the_app_leads_in_once() {
        var link = link();
        leadsTo(browser.follow(link), "/en/me");

        var again = new PersonBrowser(gateway).follow(link);

        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(again.body()).contains("used up");
    }

    @Test
    void who_is_not_registered_for_it_gets_no_link() {
        var token = gateway.token(id, "delivery", "person_login");
        var body = Map.of("subject", Map.of("token", token));
        var refused = gateway.post("/v1/login-links", Caller.of("delivery"), body);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reasons()).containsExactly("purpose_not_registered");
    }

    @Test
    void a_login_is_in_the_audit() throws Exception {
        browser.type(asked());

        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT r.consumer FROM audit.record r JOIN subject.key_record k ON k.audit_id = r.audit_id"
                                        + " WHERE k.subject_id = '%s' AND r.purpose = 'person_login'"
                                                .formatted(id.value())))
                .containsExactly("privacy-centre");
    }

    @Test
    void who_is_frozen_is_refused_as_any_wrong_code_and_it_is_in_the_audit() throws Exception {
        var code = asked();
        assertThat(gateway.bean(Erasure.class).freeze(id).block()).isNotNull();

        assertThat(browser.type(code).statusCode()).isEqualTo(403);

        leadsTo(browser.get("/en/me"), "/en/login");
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT r.reasons FROM audit.record r JOIN subject.key_record k ON k.audit_id = r.audit_id"
                                        + " WHERE k.subject_id = '%s' AND r.outcome = 'refused'"
                                                .formatted(id.value())))
                .containsExactly("subject_frozen");
    }

    @Test
    void a_session_ends_with_a_press() {
        browser.type(asked());
        browser.get("/en/me");
        var cookie = browser.cookie();

        leadsTo(browser.post("/en/logout", Map.of()), "/en");

        browser.takes(cookie);
        leadsTo(browser.get("/en/me"), "/en/login");
    }

    @Test
    void a_session_ends_with_the_person() {
        browser.type(asked());
        assertThat(browser.get("/en/me").statusCode()).isEqualTo(200);

        assertThat(gateway.bean(Erasure.class).erase(id).block()).isNotNull();

        leadsTo(browser.get("/en/me"), "/en/login");
    }

    @Test
    void a_session_ends_after_its_longest_time() {
        browser.type(asked());

        DEPLOYMENT.clock().set(Duration.ofMinutes(61));

        leadsTo(browser.get("/en/me"), "/en/login");
    }
}
