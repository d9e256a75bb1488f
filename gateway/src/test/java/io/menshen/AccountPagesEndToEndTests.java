package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person corrects of their own profile, with two facts. */
class AccountPagesEndToEndTests {
    private static final String FIELDS = "/en/me/account/fields/";
    private static final TextInbox INBOX = TextInbox.open();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment(settings());

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final OwnVisit visit = OwnVisit.of(gateway, INBOX);

    static String[] settings() {
        var settings = new ArrayList<>(List.of(INBOX.settings()));
        settings.add("--menshen.login.per-address=10000");
        return settings.toArray(String[]::new);
    }

    @AfterEach
    void now() {
        DEPLOYMENT.clock().set(Duration.ZERO);
    }

    @ParameterizedTest
    @MethodSource("io.menshen.OwnVisit#paths")
    void one_fact_opens_nothing(String path) {
        visit.showsCode();
        OwnVisit.shut(visit.browser().get(path));
        visit.browser().takes(null);
        visit.comesFromApp();
        OwnVisit.shut(visit.browser().get(path));
    }

    @ParameterizedTest
    @MethodSource("io.menshen.OwnVisit#paths")
    void every_page_has_its_words(String path) {
        visit.inside();
        assertThat(visit.page(path)).contains("<main", "<h1", "aria-label");
    }

    @Test
    void without_a_session_a_press_leads_to_the_login() {
        visit.browser().get("/en/login");
        var answer = visit.browser().post(FIELDS + "full_name", Map.of("value", "欧阳明"));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/en/login");
    }

    @Test
    void the_settings_show_what_can_be_corrected_masked_and_lead_on() {
        visit.inside();
        assertThat(visit.page("/en/me/account"))
                .contains(">诸葛**<", ">female<", FIELDS + "full_name", FIELDS + "birth_date")
                .contains("/en/me/account/close", "/en/me/account/erase", "Privacy Office")
                .doesNotContain("诸葛慧敏", "fields/mobile", "fields/email", "fields/tier");
        assertThat(visit.page("/en/me")).contains("/en/me/account");
    }

    @Test
    @Clause("PIPL-46")
    void a_correction_is_seen_by_the_next_read_with_where_it_came_from() throws Exception {
        visit.inside();

        var done = visit.press(FIELDS + "full_name", Map.of("value", " 欧阳明 "));

        assertThat(OwnVisit.shown(done)).contains("Corrected").doesNotContain("欧阳");
        assertThat(visit.page("/en/me/data"))
                .contains(">欧阳*<", "Through: privacy pages.", "For: registration.")
                .doesNotContain("诸葛", "欧阳明");
        assertThat(DEPLOYMENT.ask(visit.acts())).containsExactly("correct permitted");
        assertThat(visit.page("/en/me/uses")).contains("corrected your data");
    }

    @Test
    @Clause("PIPL-46")
    void what_is_made_of_a_value_follows_it() {
        visit.inside();
        assertThat(visit.page("/en/me/data")).contains(">03-05<");

        OwnVisit.shown(visit.press(FIELDS + "birth_date", Map.of("value", "1988-07-09")));

        assertThat(visit.page("/en/me/data")).contains(">07-09<").doesNotContain(">03-05<");
    }

    @ParameterizedTest
    @CsvSource({"gender,neither-nor", "birth_date,2990-01-01", "birth_date,soon", "full_name,''"})
    void what_does_not_fit_is_refused_and_not_repeated(String field, String typed)
            throws Exception {
        visit.inside();

        var answer = visit.press(FIELDS + field, Map.of("value", typed));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("role=\"alert\"", "Nothing was changed", "hint");
        if (!typed.isEmpty()) {
            assertThat(answer.body()).doesNotContain(typed);
        }
        assertThat(DEPLOYMENT.ask(visit.acts())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mobile", "email", "tier", "nickname", "unheard_of"})
    void what_leads_to_the_person_or_is_not_held_is_corrected_on_request(String field)
            throws Exception {
        visit.inside();

        var form = visit.browser().get(FIELDS + field);
        assertThat(form.statusCode()).isEqualTo(403);
        assertThat(form.body()).contains("on request").doesNotContain("??");

        visit.browser().get("/en/me/account/close");
        var typed = visit.browser().post(FIELDS + field, Map.of("value", "13900000009"));
        assertThat(typed.statusCode()).as(typed.body()).isEqualTo(403);
        assertThat(DEPLOYMENT.ask(visit.acts())).doesNotContain("correct permitted");
    }

    @Test
    @Clause("PIPL-31")
    void a_teen_does_not_come_of_age_by_a_correction() throws Exception {
        visit.inside();
        OwnVisit.shown(visit.press(FIELDS + "birth_date", Map.of("value", "2012-01-02")));
        assertThat(DEPLOYMENT.ask(visit.sql("age"))).containsExactly("teen");

        var answer = visit.press(FIELDS + "birth_date", Map.of("value", "1990-03-05"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(DEPLOYMENT.ask(visit.sql("age"))).containsExactly("teen");
        assertThat(DEPLOYMENT.ask(visit.acts()))
                .containsExactly("correct permitted", "correct refused");
    }

    @Test
    void a_stale_form_and_stale_facts_change_nothing() throws Exception {
        visit.inside();
        visit.browser().get(FIELDS + "full_name");
        var old = visit.browser().cookie();
        var form = Map.of("value", "欧阳明");
        DEPLOYMENT.clock().set(Duration.ofMinutes(6));
        assertThat(visit.browser().post(FIELDS + "full_name", form).statusCode()).isEqualTo(403);

        visit.comesFromApp();
        assertThat(visit.browser().cookie()).isNotEqualTo(old);
        var stale = Map.of("value", "欧阳明", "form", "x".repeat(43));
        assertThat(visit.browser().post(FIELDS + "full_name", stale).statusCode()).isEqualTo(403);

        assertThat(DEPLOYMENT.ask(visit.acts())).isEmpty();
        assertThat(visit.page("/en/me/data")).contains(">诸葛**<");
    }

    @Test
    void of_two_corrections_at_once_both_count() {
        visit.inside();
        visit.browser().get(FIELDS + "full_name");
        var done =
                Together.all(
                        2,
                        i ->
                                visit.browser()
                                        .post(
                                                FIELDS + (i == 0 ? "full_name" : "gender"),
                                                Map.of("value", i == 0 ? "欧阳明" : "male")));

        done.forEach(OwnVisit::shown);
        assertThat(visit.page("/en/me/data")).contains(">欧阳*<", ">male<");
    }
}
