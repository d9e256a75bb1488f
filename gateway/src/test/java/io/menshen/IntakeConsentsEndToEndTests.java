package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Consents that come with an intake, and what follows from its values. The registries are those of
 * the repository with a second version of a notice, and a purpose more for the app.
 */
class IntakeConsentsEndToEndTests {
    private static final Caller APP = Caller.of("app");
    private static final String SMS = "marketing_sms";
    private static final String MAIL = "marketing_email";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(SignedPolicy.altered(IntakeConsentsEndToEndTests::alter));

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final int number = NUMBERS.incrementAndGet();

    private static void alter(ObjectNode registries) {
        var app = (ArrayNode) registries.path("consumers").path("app").path("purposes");
        app.add("gift_sample").add("analytics_deid");
        var purposes = registries.path("purposes");
        ((ObjectNode) purposes.path(SMS)).put("version", 2);
        ((ArrayNode) purposes.path("analytics_deid").path("operations")).add("withdraw");
    }

    private Answer take(Member member) {
        return gateway.post("/v1/intakes", APP, member.body());
    }

    private Map<String, ?> subject(SubjectId person, String purpose) {
        return Map.of("token", gateway.token(person, "app", purpose));
    }

    private static Map<String, ?> consent(String purpose, int notice) {
        return Map.of("purpose", purpose, "notice_version", notice, "act", "ticked");
    }

    private static List<String> entries(SubjectId person) throws SQLException {
        return DEPLOYMENT.ask(
                "SELECT regexp_replace(l, '^(\\S+ \\S+ \\S+) .*$', '\\1') FROM subject.consent_state, regexp_split_to_table(entries, '\\n') l WHERE subject_id = '%s'"
                        .formatted(person.value()));
    }

    private static List<String> recorded(String purpose, String outcome) throws SQLException {
        return DEPLOYMENT.ask(
                "SELECT reasons FROM audit.record WHERE purpose = '%s' AND operation = 'consent' AND outcome = '%s'"
                        .formatted(purpose, outcome));
    }

    @Test
    @Clause({"4.1.3-b", "6.1.1"})
    void each_consent_is_decided_and_recorded_as_a_use_of_its_own() throws SQLException {
        var before = recorded(MAIL, "permitted").size();
        var person = Member.number(number).consents(MAIL).consents("profiling").registered(gateway);

        assertThat(recorded(MAIL, "permitted")).hasSize(before + 1);
        assertThat(entries(person))
                .containsExactly(
                        MAIL + " GRANTED 1", "member_register GRANTED 1", "profiling GRANTED 1");
    }

    @Test
    @Clause("PIPL-31")
    void a_consent_that_may_not_be_taken_refuses_the_intake_by_its_place() throws SQLException {
        var people = DEPLOYMENT.ask("SELECT count(*) FROM subject.key_record");
        var teen = Member.number(number).with("birth_date", "2011-09-12");
        var answer = take(teen.consents(MAIL).consents("profiling").consents("account_service"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.reasons()).containsExactly("minor_marketing");
        assertThat(answer.faults())
                .containsExactly("/consents/1 minor_marketing", "/consents/2 minor_marketing");
        assertThat(recorded(MAIL, "refused")).contains("minor_marketing");
        assertThat(DEPLOYMENT.ask("SELECT count(*) FROM subject.key_record")).isEqualTo(people);
    }

    @Test
    @Clause("4.1.3-b")
    void of_a_known_person_the_reasons_of_their_state_are_not_told() {
        var teen = Member.number(number).with("birth_date", "2011-09-12").registered(gateway);
        var update = Member.silent(number).only("tier").consents(MAIL);
        var answer = take(update.saying("subject", subject(teen, "member_register")));

        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.faults()).containsExactly("/consents/0 subject_unavailable");
        assertThat(answer.text()).doesNotContain("minor");
    }

    @Test
    @Clause("4.1.2-b")
    void a_trial_finds_the_same() {
        var teen = Member.number(number).with("birth_date", "2011-09-12").consents(MAIL);
        var answer = gateway.post("/v1/intakes?dry_run", APP, teen.body());

        assertThat(answer.faults()).containsExactly("/consents/1 minor_marketing");
    }

    @Test
    @Clause({"4.1.2-b", "6.1.2"})
    void a_consent_under_an_old_notice_is_not_taken_and_lowers_nothing() throws SQLException {
        var person = Member.number(number).consent(consent(SMS, 2)).registered(gateway);
        var old = take(Member.number(number).consent(consent(SMS, 1)));

        assertThat(old.status()).as(old.text()).isEqualTo(403);
        assertThat(old.faults()).contains("/consents/1 notice_missing");
        assertThat(entries(person)).contains(SMS + " GRANTED 2");
    }

    @Test
    @Clause("4.1.2-b")
    void a_late_consent_under_an_older_notice_keeps_the_newer_one() throws SQLException {
        var person = Member.number(number).consent(consent(SMS, 2)).registered(gateway);
        var late =
                Map.of(
                        "channel",
                        "app",
                        "purpose",
                        SMS,
                        "notice_version",
                        2,
                        "subject",
                        subject(person, SMS),
                        "fields",
                        Map.of("tier", "silver"),
                        "consents",
                        List.of(consent(SMS, 1)));
        var answer = gateway.post("/v1/intakes", APP, late);

        assertThat(answer.text("outcome")).as(answer.text()).isEqualTo("updated");
        assertThat(entries(person)).contains(SMS + " GRANTED 2");
    }

    @Test
    @Clause("4.1.3-c")
    void a_consent_is_kept_and_withdrawn_where_decisions_look_for_it() throws SQLException {
        var person = Member.number(number).consents("analytics_deid").registered(gateway);
        assertThat(entries(person)).contains("profiling GRANTED 1");

        var withdrawn =
                gateway.post(
                        "/v1/withdrawals",
                        APP,
                        Map.of(
                                "purpose",
                                "analytics_deid",
                                "subject",
                                subject(person, "analytics_deid")));

        assertThat(withdrawn.text("purpose")).as(withdrawn.text()).isEqualTo("analytics_deid");
        assertThat(entries(person))
                .containsExactly("member_register GRANTED 1", "profiling WITHDRAWN 0");
    }

    @Test
    @Clause({"4.1.2-e", "5.2"})
    void all_faults_of_consents_and_subject_come_at_once() {
        var answer =
                take(
                        Member.number(number)
                                .with("mobile", "zhugehuimin")
                                .with("birth_month_day", "03-05")
                                .consents(MAIL)
                                .consents(MAIL)
                                .consents("profiling")
                                .consents("analytics_deid")
                                .saying("subject", Map.of("token", "a", "mobile", "b")));

        assertThat(answer.faults())
                .containsExactlyInAnyOrder(
                        "/fields/mobile type",
                        "/fields/birth_month_day derived",
                        "/consents/2/purpose repeated",
                        "/consents/4/purpose repeated",
                        "/subject one_identifier");
    }

    @Test
    @Clause("5.2")
    void what_is_made_of_a_value_follows_it_under_every_purpose() throws SQLException {
        var person = Member.number(number).registered(gateway);
        assertThat(made(person)).containsExactly("birth_month_day 03-05 member_register");

        var gift =
                Map.of(
                        "channel", "gift_scan",
                        "purpose", "gift_sample",
                        "subject", subject(person, "gift_sample"),
                        "fields", Map.of("birth_date", "1991-04-06"),
                        "consents", List.of(consent("gift_sample", 1)));
        var answer = gateway.post("/v1/intakes", APP, gift);

        assertThat(answer.text("outcome")).as(answer.text()).isEqualTo("updated");
        assertThat(made(person)).containsExactly("birth_month_day 04-06 member_register");
    }

    private static List<String> made(SubjectId person) throws SQLException {
        return DEPLOYMENT.ask(
                "SELECT field || ' ' || text || ' ' || purpose FROM profile.value JOIN subject.key_record ON row_id = profile_row WHERE field = 'birth_month_day' AND subject_id = '%s'"
                        .formatted(person.value()));
    }
}
