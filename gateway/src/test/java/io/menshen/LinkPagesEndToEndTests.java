package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.access.Uses;
import io.menshen.consent.Links;
import io.menshen.erasure.Erasure;
import io.menshen.kernel.Clause;
import io.menshen.subject.ConsentState.Act;
import io.menshen.subject.ConsentState.Entry;
import io.menshen.subject.SubjectChanges;
import io.menshen.web.Door;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person does by the link of a message, without a login. */
@Clause("4.1.2-d")
class LinkPagesEndToEndTests {
    private static final Caller MARKETING = Caller.of("mail-marketing");
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment("--menshen.web.doors.public.port=0");

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private Marketed person = Marketed.registered(gateway);
    private String link = "";

    @BeforeEach
    void issue() {
        person = Marketed.registered(gateway);
        link = issued().text("url");
    }

    private Answer issued() {
        var token = gateway.token(person.id(), MARKETING.consumer(), Marketed.PURPOSE);
        var body = Map.of("purposes", List.of(Marketed.PURPOSE), "subject", Map.of("token", token));
        return gateway.post("/v1/links", MARKETING, body);
    }

    private HttpRequest.Builder at(String path) {
        var address = "http://127.0.0.1:" + gateway.port(Door.PUBLIC) + path;
        return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> get(String path) {
        return sent(at(path).GET());
    }

    private HttpResponse<String> press(String path) {
        return sent(at(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpResponse<String> sent(HttpRequest.Builder request) {
        return gateway.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String action(HttpResponse<String> page) {
        var form = ACTION.matcher(page.body());
        assertThat(form.find()).as(page.body()).isTrue();
        return Objects.requireNonNull(form.group(1));
    }

    @Test
    void one_press_withdraws_for_the_next_read() {
        Marketed.served(person.read(gateway));
        var page = get("/en" + link);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("lang=\"en\"", "e-mail", "<button");

        var done = press(action(page));

        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(done.body()).contains("Stopped");
        Marketed.withdrawn(person.read(gateway));
    }

    @Test
    void looking_changes_nothing() {
        for (var path : List.of(link, "/zh" + link, "/en" + link)) {
            assertThat(get(path).statusCode()).isEqualTo(200);
            assertThat(
                            sent(at(path).method("HEAD", HttpRequest.BodyPublishers.noBody()))
                                    .statusCode())
                    .isEqualTo(200);
        }
        Marketed.served(person.read(gateway));
    }

    @ParameterizedTest
    @ValueSource(strings = {ONE_CLICK, "", "anything else", "subject=another&purpose=survey"})
    void a_mail_client_unsubscribes_by_one_post_whatever_its_body_says(String body) {
        var post =
                at(link).header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        var answer = sent(post);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        Marketed.withdrawn(person.read(gateway));
    }

    @Test
    void a_second_press_says_the_same_and_leaves_one_act() throws Exception {
        press(link);
        var again = press("/zh" + link);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).contains("已停止").doesNotContain("/undo/");
        assertThat(DEPLOYMENT.ask(acts("withdrawn"))).containsExactly("1");
    }

    private String acts(String act) {
        return "SELECT count(*) FROM subject.receipt WHERE subject_id = '%s' AND act = '%s'"
                .formatted(person.id().value(), act);
    }

    @Test
    void a_mistake_is_taken_back_once() throws Exception {
        var undo = action(press("/en" + link));
        assertThat(undo).startsWith("/en" + link + "/undo/");

        assertThat(press(undo).body()).contains("Taken back");

        Marketed.served(person.read(gateway));
        assertThat(press(undo).body()).contains("Nothing was changed");
        Marketed.served(person.read(gateway));
        assertThat(DEPLOYMENT.ask(acts("granted"))).containsExactly("3");
    }

    @Test
    void what_was_just_taken_back_is_not_offered_again() {
        press(action(press("/en" + link)));

        assertThat(press("/en" + link).body()).contains("Stopped").doesNotContain("/undo/");

        Marketed.withdrawn(person.read(gateway));
    }

    @Test
    void a_link_goes_after_its_last_day() throws Exception {
        var other = issued().text("url");
        DEPLOYMENT.change(
                "UPDATE subject.link SET issued_on = current_date - 400, expires_on = current_date - 3"
                        + " WHERE subject_id = '%s'".formatted(person.id().value()));
        assertThat(get(other).statusCode()).isEqualTo(404);

        assertThat(gateway.bean(Links.class).forgetPast().block()).isEqualTo(2);

        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT count(*) FROM subject.link WHERE subject_id = '%s'"
                                        .formatted(person.id().value())))
                .containsExactly("0");
    }

    @Test
    void a_link_whose_row_was_changed_withdraws_nothing() throws Exception {
        var rows = "UPDATE subject.link SET %s WHERE subject_id = '" + person.id().value() + "'";
        DEPLOYMENT.change(rows.formatted("expires_on = expires_on + 1"));

        assertThat(press("/en" + link).statusCode()).isEqualTo(503);

        Marketed.served(person.read(gateway));
        DEPLOYMENT.change(rows.formatted("expires_on = expires_on - 1"));
        assertThat(press("/en" + link).body()).contains("Stopped");
    }

    @Test
    void nobody_is_the_pages() {
        var token = gateway.token(person.id(), MARKETING.consumer(), Marketed.PURPOSE);
        var body = Map.of("purposes", List.of(Marketed.PURPOSE), "subject", Map.of("token", token));
        var pages = gateway.bean(Uses.class).policy().catalog().deployment().pages();
        var stranger = gateway.post("/v1/links", Caller.of("no-such-client"), body);
        var asPages = gateway.post("/v1/links", Caller.of(pages), body);
        assertThat(asPages.status()).as(asPages.text()).isEqualTo(403);
        assertThat(asPages.text("type")).isEqualTo(stranger.text("type"));
        assertThat(asPages.reasons()).isEqualTo(stranger.reasons());
    }

    @Test
    void a_consent_of_a_clock_that_is_ahead_is_withdrawn_too() throws Exception {
        var id = person.id();
        var ahead = Instant.now().plusSeconds(120).truncatedTo(ChronoUnit.MILLIS);
        var changes = gateway.bean(SubjectChanges.class);
        var entry = new Entry(Act.GRANTED, 1, ahead, "app", new TreeSet<>());
        changes.change(
                        id,
                        s -> s.consenting(s.consents().with(Marketed.PURPOSE, entry)),
                        SubjectChanges.Beside.NOTHING)
                .block();
        Marketed.served(person.read(gateway));

        assertThat(press("/en" + link).body()).contains("Stopped");

        Marketed.withdrawn(person.read(gateway));
    }

    @Test
    void what_was_said_since_is_not_undone() {
        var undo = action(press("/en" + link));
        assertThat(person.withdraw(gateway).status()).isEqualTo(200);

        assertThat(press(undo).body()).contains("Nothing was changed");

        Marketed.withdrawn(person.read(gateway));
    }

    @Test
    void a_mistake_is_taken_back_by_its_own_link_only() {
        var undo = action(press(link));
        var other = issued().text("url");
        var state = undo.substring(undo.lastIndexOf('/'));

        assertThat(press(other + "/undo" + state).statusCode()).isEqualTo(404);
        assertThat(press(link + "/undo" + state + "A").statusCode()).isEqualTo(404);
        Marketed.withdrawn(person.read(gateway));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/c/AAAAAAAAAAAAAAAAAAAAAA",
                "/c/x",
                "/zh/c/%F0%9F%98%80",
                "/c/AAAAAAAAAAAAAAAAAAAAAB"
            })
    void an_unknown_link_is_one_page(String path) {
        for (var answer : List.of(get(path), press(path), press(path + "/" + Marketed.PURPOSE))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("<html").doesNotContain("<button");
        }
    }

    @Test
    void only_what_the_link_is_for_is_withdrawn_by_it() {
        assertThat(press(link + "/member_register").statusCode()).isEqualTo(404);
        assertThat(press(link + "/" + Marketed.PURPOSE).statusCode()).isEqualTo(200);
        Marketed.withdrawn(person.read(gateway));
    }

    @Test
    void the_link_of_an_erased_person_still_answers() {
        assertThat(gateway.bean(Erasure.class).erase(person.id()).block()).isNotNull();

        var answer = press("/zh" + link);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("已停止").doesNotContain("/undo/");
    }

    @Test
    void every_page_is_closed_to_what_comes_from_elsewhere() {
        for (var answer : List.of(get("/"), get("/zh"), get(link), press(link), get("/c/x"))) {
            var headers = answer.headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(headers.firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.body()).doesNotContain("http://", "https://", "<script");
        }
    }

    @Test
    void the_style_is_our_own_and_may_be_kept() {
        var style =
                sent(at("/assets/tabler-1.4.0.min.css").header("Accept-Encoding", "gzip").GET());
        assertThat(style.statusCode()).isEqualTo(200);
        assertThat(style.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(style.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(get("/assets/tabler-1.4.0.min.css").body().getBytes(StandardCharsets.UTF_8))
                .hasSizeGreaterThan(100_000);
    }

    @Test
    void a_consumer_hands_out_links_for_its_own_purposes_only() {
        var token = gateway.token(person.id(), MARKETING.consumer(), "member_register");
        var body =
                Map.of("purposes", List.of("member_register"), "subject", Map.of("token", token));
        var refused = gateway.post("/v1/links", MARKETING, body);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reasons()).containsExactly("purpose_not_registered");
    }

    @Test
    void one_press_withdraws_all_that_the_link_is_for() throws Exception {
        var app = Caller.of("app");
        var token = gateway.token(person.id(), "app", "member_register");
        var purposes = List.of("member_register", Marketed.PURPOSE);
        var body = Map.of("purposes", purposes, "subject", Map.of("token", token));
        var several = gateway.post("/v1/links", app, body).text("url");
        assertThat(get("/zh" + several).body()).contains("会员注册", "只停止其中一项");

        assertThat(press("/zh" + several).body()).contains("会员注册");

        Marketed.withdrawn(person.read(gateway));
        assertThat(DEPLOYMENT.ask(acts("withdrawn"))).containsExactly("2");
    }

    @Test
    void the_pages_are_on_no_other_door() {
        var at = URI.create("http://127.0.0.1:" + gateway.port() + link);
        var answer =
                gateway.send(
                        HttpRequest.newBuilder(at).GET().build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(404);
    }
}
