package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Clause;
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

/** What a person sees and does on their own pages: little with one fact, all with two. */
class PersonPagesEndToEndTests {
    private static final AtomicInteger NUMBERS = new AtomicInteger(8_000);
    private static final Caller APP = Caller.of("app");
    private static final TextInbox INBOX = TextInbox.open();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment(settings());

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final int person = NUMBERS.incrementAndGet();
    private final String number = "1380000%04d".formatted(person);
    private final PersonBrowser browser = new PersonBrowser(gateway);
    private SubjectId id = SubjectId.random();
    private Marketed marketed = new Marketed(id);

    private static String[] settings() {
        var settings = new ArrayList<>(List.of(INBOX.settings()));
        settings.add("--menshen.login.per-address=10000");
        return settings.toArray(String[]::new);
    }

    @BeforeEach
    void register() {
        id = Member.number(person).consents(Marketed.PURPOSE).registered(gateway);
        marketed = new Marketed(id);
    }

    @AfterEach
    void now() {
        DEPLOYMENT.clock().set(Duration.ZERO);
    }

    private void showsCode() {
        var before = INBOX.count(number);
        browser.ask(number);
        assertThat(browser.type(INBOX.code(number, before)).statusCode()).isEqualTo(303);
    }

    private void comesFromApp() {
        var token = gateway.token(id, APP.consumer(), "person_login");
        var link = gateway.post("/v1/login-links", APP, Map.of("subject", Map.of("token", token)));
        assertThat(browser.follow(link.text("url")).statusCode()).isEqualTo(303);
    }

    private HttpResponse<String> page(String path) {
        var page = browser.get(path);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("??", "http://", "https://", "<script");
        return page;
    }

    private HttpResponse<String> press(String page, String path) {
        browser.get(page);
        return browser.post(path, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/en/me/data", "/zh/me/data", "/en/me/uses", "/zh/me/uses"})
    void one_fact_shows_nothing(String path) {
        showsCode();
        shut(browser.get(path));
        browser.takes(null);
        comesFromApp();
        shut(browser.get(path));
    }

    private static void shut(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("诸葛", "138", "gold", "App 注册", "??");
    }

    @Test
    void two_facts_show_what_is_held_masked_and_where_it_comes_from() {
        showsCode();
        comesFromApp();

        var page = page("/en/me/data");

        assertThat(page.body())
                .contains("Mobile number", "registration", "Kept until", "Through: app.", ">gold<")
                .contains(">138****%04d<".formatted(person), ">诸葛**<", ">h***@example.com<")
                .doesNotContain("channel=", number, "诸葛慧敏", "huimin" + person, Member.ADDRESS);
        assertThat(page("/zh/me/data").body()).contains("手机号码", "会员注册", "保存至");
    }

    @Test
    void the_order_of_the_facts_does_not_matter() {
        comesFromApp();
        showsCode();
        page("/en/me/data");
    }

    @Test
    void facts_of_two_people_are_not_added_up() {
        showsCode();
        id = Member.number(NUMBERS.incrementAndGet()).registered(gateway);
        comesFromApp();
        shut(browser.get("/en/me/data"));
    }

    @Test
    void facts_grow_old_and_are_shown_anew() {
        showsCode();
        comesFromApp();
        DEPLOYMENT.clock().set(Duration.ofMinutes(6));
        shut(browser.get("/en/me/data"));
        page("/en/me/choices");

        comesFromApp();

        page("/en/me/data");
    }

    @Test
    void a_look_at_ones_own_data_is_in_the_audit() throws Exception {
        showsCode();
        comesFromApp();
        page("/en/me/data");

        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT r.operation FROM audit.record r JOIN subject.key_record k ON k.audit_id = r.audit_id"
                                        + " WHERE k.subject_id = '%s' AND r.purpose = 'person_access'"
                                                .formatted(id.value())))
                .containsExactly("read");
    }

    @Test
    void who_used_it_is_told_by_system_and_purpose() {
        Marketed.served(marketed.read(gateway));
        showsCode();
        comesFromApp();

        var page = page("/en/me/uses");

        assertThat(page.body())
                .contains("mail marketing", "looked at your data", "tier")
                .contains("member app", "privacy pages")
                .doesNotContain("s-privacy", "d_");
        assertThat(page("/zh/me/uses").body()).contains("邮件营销", "查看");
    }

    @Test
    @Clause("4.1.2-d")
    void one_press_stops_one_purpose_and_another_agrees_again() throws Exception {
        showsCode();
        comesFromApp();
        assertThat(page("/en/me/choices").body()).contains("You agreed to this", "marketing");
        Marketed.served(marketed.read(gateway));
        var choice = "/en/me/choices/" + Marketed.PURPOSE;

        assertThat(press("/en/me/choices", choice + "/stop").body()).contains("Stopped");
        Marketed.withdrawn(marketed.read(gateway));
        assertThat(page("/en/me/choices").body()).contains("Stopped.", "Agree again");

        var agreed = press("/en/me/choices", choice + "/agree");
        assertThat(agreed.statusCode()).as(agreed.body()).isEqualTo(200);
        assertThat(agreed.body()).contains("Receipt", "Version 1").doesNotContain("??");
        Marketed.served(marketed.read(gateway));
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT act FROM subject.receipt WHERE subject_id = '%s' AND purpose = '%s' ORDER BY at"
                                        .formatted(id.value(), Marketed.PURPOSE)))
                .containsExactly("granted", "withdrawn", "granted");
    }

    @Test
    void with_one_fact_one_stops_and_neither_learns_nor_agrees() {
        showsCode();
        var choice = "/en/me/choices/" + Marketed.PURPOSE;
        assertThat(page("/en/me/choices").body())
                .contains("Stop: ")
                .doesNotContain("You agreed", "Agree again");

        assertThat(press("/en/me/choices", choice + "/stop").body()).contains("Stopped");

        Marketed.withdrawn(marketed.read(gateway));
        shut(press("/en/me/choices", choice + "/agree"));
        Marketed.withdrawn(marketed.read(gateway));
    }

    @Test
    void what_was_never_asked_is_not_agreed_to() {
        showsCode();
        comesFromApp();
        var agreed = press("/en/me/choices", "/en/me/choices/survey/agree");
        assertThat(agreed.statusCode()).isEqualTo(409);
        var stopped = press("/en/me/choices", "/en/me/choices/person_access/stop");
        assertThat(stopped.statusCode()).isEqualTo(409);
    }

    @Test
    @Clause("4.1.2-d")
    void one_press_stops_all_marketing() {
        showsCode();
        Marketed.served(marketed.read(gateway));

        var stopped = press("/zh/me", "/zh/me/marketing");

        assertThat(stopped.statusCode()).as(stopped.body()).isEqualTo(200);
        assertThat(stopped.body()).contains("已停止", "href=\"/en/me\"");
        Marketed.withdrawn(marketed.read(gateway));
    }

    @Test
    void a_press_without_a_session_changes_nothing() {
        browser.get("/en/login");
        var answer = browser.post("/en/me/marketing", Map.of());
        assertThat(answer.statusCode()).isEqualTo(303);
        Marketed.served(marketed.read(gateway));
    }

    @Test
    @Clause("PIPL-44")
    void whoever_has_the_number_now_lets_it_lead_to_nobody() throws Exception {
        showsCode();
        page("/en/me/number");

        var done = press("/en/me/number", "/en/me/number");

        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(done.body()).contains("leads to nobody").doesNotContain("诸葛", number);
        Marketed.withdrawn(marketed.read(gateway));
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT count(*) FROM subject.blind_index WHERE subject_id = '%s' AND field = 'mobile'"
                                        .formatted(id.value())))
                .containsExactly("0");
        assertThat(browser.get("/en/me").statusCode()).isEqualTo(303);
        var sent = INBOX.count(number);
        browser.ask(number);
        browser.ask("13900000003");
        assertThat(INBOX.count(number)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/en/me", "/zh/me", "/en/me/choices", "/zh/me/choices", "/zh/me/number"})
    void every_page_has_its_words(String path) {
        showsCode();
        assertThat(page(path).body()).contains("<main", "<h1", "aria-label");
    }
}
