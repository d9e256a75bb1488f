package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.menshen.kernel.Clause;
import io.menshen.web.Canary;
import io.menshen.web.Eventually;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person makes a copy of what is held of them, and fetches it. */
class CopyPagesEndToEndTests {
    static final String COPY = "/en/me/copy";
    private static final Pattern LINK = Pattern.compile("href=\"(/[a-z]+/me/copy/[0-9a-f-]{36})\"");
    private static final TextInbox INBOX = TextInbox.open();

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(
                    PrivacyDesk.busy(), PersonAtPages.settings(INBOX, "--menshen.cases.look=1s"));

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final int number = PersonAtPages.number();
    private final PersonAtPages person =
            PersonAtPages.registered(
                    gateway,
                    INBOX,
                    number,
                    Member.number(number).with("email", "+huimin@example.com"));

    @AfterEach
    void now() {
        DEPLOYMENT.clock().set(Duration.ZERO);
    }

    /** The address of the copy that a page offers. */
    static String link(String page) {
        var found = LINK.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }

    private String made(String page, String form) {
        var answer = person.press(page, page + "/" + form, Map.of());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return link(person.page(page).body());
    }

    private HttpResponse<String> fetched(String page, String form) {
        return PersonAtPages.whole(person.browser().get(made(page, form)));
    }

    private List<String> kept() throws SQLException {
        return DEPLOYMENT.ask(
                "SELECT encode(sealed, 'escape') FROM cases.copy WHERE subject_id = '%s'"
                        .formatted(person.id().value()));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    @Clause("PIPL-45")
    void a_page_needs_nothing_else_and_shows_all_in_full() {
        person.showsBoth();
        assertThat(person.page(COPY).body()).contains("identity card", "mobile", "home address");

        var copy = fetched(COPY, "html");

        assertThat(copy.body())
                .contains(PersonAtPages.number(number), "诸葛慧敏", Member.ADDRESS, "1990-03-05")
                .contains("Mobile number", "For: registration.", "Through: app.", "Kept until")
                .contains("Menshen Department Stores Ltd.", "<html lang=\"en\"")
                .doesNotContain("<link", "<img", "src=", "<form", "channel=");
        assertThat(header(copy, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(header(copy, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(copy, "Content-Security-Policy")).startsWith("sandbox;");
        assertThat(header(copy, "Content-Disposition"))
                .matches("attachment; filename=\"my-data-[0-9]{4}-[0-9]{2}-[0-9]{2}\\.html\"");
        assertThat(fetched("/zh/me/copy", "html").body())
                .contains("我的信息副本", "手机号码", "目的：会员注册", "<html lang=\"zh-CN\"");
    }

    @Test
    @Clause("PIPL-45")
    void a_table_opens_in_a_spreadsheet_and_holds_no_formula() {
        person.showsBoth();

        var copy = fetched("/zh/me/copy", "csv");

        var lines = copy.body().split("\r\n", -1);
        assertThat(lines[0]).isEqualTo("\uFEFF\"信息\",\"内容\",\"目的\",\"来源\",\"采集日\",\"保存至\"");
        assertThat(lines)
                .anyMatch(line -> line.startsWith("\"姓名\",\"诸葛慧敏\",\"会员注册\",\""))
                .anyMatch(line -> line.startsWith("\"邮箱\",\"'+huimin@example.com\","));
        assertThat(header(copy, "Content-Type")).isEqualTo("text/csv;charset=UTF-8");
    }

    @Test
    void data_for_another_service_names_each_value_with_where_it_comes_from() {
        person.showsBoth();

        var copy = JsonMapper.shared().readTree(fetched(COPY, "json").body());

        var mobile = field(copy, "mobile").path("values").path(0);
        assertThat(mobile.path("value").asString("")).isEqualTo(PersonAtPages.number(number));
        assertThat(mobile.path("purpose").asString("")).isEqualTo("registration");
        assertThat(mobile.path("kept_until").asString("")).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
        assertThat(field(copy, "tier").path("values").path(0).path("value").asString(""))
                .isEqualTo("gold");
        assertThat(copy.path("controller").asString("")).startsWith("Menshen");
    }

    private static JsonNode field(JsonNode copy, String name) {
        return copy.path("fields")
                .valueStream()
                .filter(field -> field.path("name").asString("").equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Clause("5.3")
    void it_lies_sealed_and_each_step_is_recorded() throws Exception {
        person.showsBoth();
        person.browser().get(made(COPY, "json"));

        assertThat(kept()).hasSize(1).noneMatch(text -> text.contains("huimin"));
        assertThat(person.recorded(DEPLOYMENT, "person_copy"))
                .allMatch(line -> line.startsWith("export privacy-centre permitted"))
                .contains("export privacy-centre permitted cases")
                .anyMatch(line -> line.contains("identity"));
    }

    @Test
    void it_is_given_for_a_day_and_then_it_is_gone() {
        person.showsBoth();
        DEPLOYMENT.clock().set(Duration.ofDays(-1).plusMinutes(3));
        var link = made(COPY, "csv");
        DEPLOYMENT.clock().set(Duration.ZERO);
        PersonAtPages.whole(person.browser().get(link));

        DEPLOYMENT.clock().set(Duration.ofDays(-1).minusSeconds(1));
        link = made(COPY, "csv");
        DEPLOYMENT.clock().set(Duration.ZERO);

        gone(link);
        assertThat(Eventually.holds(this::isEmpty)).isTrue();
    }

    private boolean isEmpty() {
        try {
            return kept().isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void gone(String link) {
        var answer = person.browser().get(link);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("This copy is no more").doesNotContain("huimin", "诸葛");
    }

    @Test
    void a_newer_one_of_the_form_takes_its_place() throws SQLException {
        person.showsBoth();
        var first = made(COPY, "csv");
        var second = made(COPY, "csv");
        gone(first);
        PersonAtPages.whole(person.browser().get(second));
        made(COPY, "json");
        assertThat(kept()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"html", "csv", "json"})
    void one_fact_neither_makes_nor_fetches(String form) throws SQLException {
        person.showsBoth();
        var link = made(COPY, form);
        DEPLOYMENT.clock().set(Duration.ofMinutes(6));
        for (var path : List.of(COPY, link)) {
            var shut = person.browser().get(path);
            assertThat(shut.statusCode()).isEqualTo(403);
            assertThat(shut.body()).doesNotContain("huimin", "诸葛");
        }
        DEPLOYMENT.change("DELETE FROM cases.copy");
        var made = person.press(COPY, COPY + "/" + form, Map.of());
        assertThat(made.statusCode()).isEqualTo(403);
        assertThat(kept()).isEmpty();
    }

    @Test
    void nobody_fetches_anothers() {
        person.showsBoth();
        var link = made(COPY, "json");
        var other = PersonAtPages.registered(gateway, INBOX).showsBoth();

        var answer = other.browser().get(link);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("huimin", "诸葛");
        assertThat(other.page(COPY).body()).doesNotContain(link);
        assertThat(other.browser().get(COPY + "/x").statusCode()).isEqualTo(404);
        assertThat(other.press(COPY, COPY + "/xml", Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    @Clause("7-a")
    void an_erasure_takes_it_away() throws Exception {
        person.showsBoth();
        var link = made(COPY, "html");
        assertThat(kept()).hasSize(1);
        var privacy = PrivacyDesk.of(DEPLOYMENT);

        var erased = privacy.erase(person.id());

        assertThat(erased.status()).as(erased.text()).isEqualTo(200);
        assertThat(kept()).isEmpty();
        assertThat(person.browser().get(link).statusCode()).isEqualTo(303);
        assertThat(privacy.verified(erased.text()).code()).isZero();
    }

    @Test
    @Clause("7-b")
    void whoever_is_held_fetches_nothing() {
        person.showsBoth();
        var link = made(COPY, "html");
        assertThat(PrivacyDesk.of(DEPLOYMENT).held(person.id(), "set").status()).isEqualTo(200);
        assertThat(person.browser().get(link).statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "expires_at = expires_at + interval '1 hour'",
                "made_at = made_at - interval '1 day'",
                "form = 'json'",
                "sealed = substring(sealed FROM 2)"
            })
    void one_that_another_hand_changed_is_none_and_alarmed(String change) throws SQLException {
        person.showsBoth();
        var link = made(COPY, "html");
        try (var log = Canary.listen(Level.WARN)) {
            DEPLOYMENT.change("UPDATE cases.copy SET " + change);
            gone(link);
            assertThat(log.lines()).anyMatch(line -> line.contains("ALARM cases"));
        }
        DEPLOYMENT.change("DELETE FROM cases.copy");
    }
}
