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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an intake may not make of a person who is known already. */
class KnownPersonEndToEndTests {
    private static final Caller APP = Caller.of("app");
    private static final String MAIL = "marketing_email";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final int number = NUMBERS.incrementAndGet();
    private final String card = "card-" + number;

    private Answer take(Member member) {
        return gateway.post("/v1/intakes", APP, member.body());
    }

    private SubjectId child() {
        return Member.number(number)
                .with("member_card_no", card)
                .with("birth_date", "2017-09-12")
                .without("home_address")
                .saying("guardian", "consented")
                .registered(gateway);
    }

    private Member grownUp() {
        return Member.silent(number).only("birth_date");
    }

    private Member byToken(SubjectId person, Member member) {
        return member.saying(
                "subject", Map.of("token", gateway.token(person, "app", "member_register")));
    }

    private Member byCard() {
        return Member.silent(number)
                .with("member_card_no", card)
                .only("birth_date", "member_card_no");
    }

    private static String stands(SubjectId person) throws SQLException {
        return DEPLOYMENT
                .ask(
                        "SELECT age || ' ' || version FROM subject.key_record WHERE subject_id = '%s'"
                                .formatted(person.value()))
                .getFirst();
    }

    private static List<String> refused(String reason) throws SQLException {
        return DEPLOYMENT.ask(
                "SELECT seq FROM audit.record WHERE reasons LIKE '%%%s%%'".formatted(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "code"})
    @Clause("PIPL-31")
    void a_child_is_not_made_an_adult_without_a_desk(String verification) throws SQLException {
        var child = child();
        var before = stands(child);
        var audited = count("age_raised");

        var token = take(byToken(child, grownUp()).saying("verification", verification));
        var cards = take(byCard().saying("verification", verification));
        var guarded =
                take(byCard().saying("verification", verification).saying("guardian", "consented"));

        assertThat(token.status()).as(token.text()).isEqualTo(403);
        assertThat(token.text()).contains("subject-unavailable").doesNotContain("age_raised");
        assertThat(cards.status()).as(cards.text()).isEqualTo(404);
        assertThat(guarded.withoutIds()).isEqualTo(cards.withoutIds());
        assertThat(stands(child)).isEqualTo(before);
        assertThat(count("age_raised")).isEqualTo(audited + 3);
    }

    @Test
    @Clause("PIPL-31")
    void what_comes_with_the_birth_date_is_decided_by_the_younger_age() throws SQLException {
        var child = child();
        var before = stands(child);
        var desk = byToken(child, grownUp()).saying("verification", "desk").consents(MAIL);
        var refused = take(desk);

        assertThat(refused.status()).as(refused.text()).isEqualTo(403);
        assertThat(refused.faults()).containsExactly("/consents/0 subject_unavailable");
        assertThat(stands(child)).isEqualTo(before);
    }

    @Test
    @Clause("PIPL-31")
    void without_a_guardian_not_even_a_desk_makes_a_child_older() throws SQLException {
        var child = child();
        var before = stands(child);
        var alone =
                byToken(child, grownUp()).saying("verification", "desk").saying("guardian", "none");
        var answer = take(alone);

        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.text()).contains("subject-unavailable");
        assertThat(stands(child)).isEqualTo(before);
    }

    @Test
    void a_desk_makes_a_child_with_a_guardian_older() throws SQLException {
        var child = child();
        var answer = take(byToken(child, grownUp()).saying("verification", "desk"));

        assertThat(answer.text("outcome")).as(answer.text()).isEqualTo("updated");
        assertThat(stands(child)).startsWith("adult");
    }

    @Test
    void the_same_birth_date_again_takes_no_desk() {
        child();
        var again = take(byCard().with("birth_date", "2017-09-12").saying("verification", "none"));

        assertThat(again.text("outcome")).as(again.text()).isEqualTo("updated");
    }

    @Test
    @Clause("5.2")
    void nobody_is_born_after_today() {
        var answer =
                take(
                        Member.number(number)
                                .with("birth_date", "2999-01-01")
                                .without("home_address")
                                .saying("guardian", "consented"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faults()).containsExactly("/fields/birth_date range");
    }

    private Member moving(String field, String value) {
        return Member.number(number)
                .with("member_card_no", card)
                .with(field, value)
                .without("birth_date")
                .saying("verification", "none");
    }

    @Test
    @Clause("4.1.3-b")
    void a_card_alone_does_not_move_a_person_to_another_number() throws SQLException {
        var person = Member.number(number).with("member_card_no", card).registered(gateway);
        var before = stands(person);
        var audited = count("identifier_moved");
        var offered = moving("external_id", "taker-" + number);
        var byValues = take(offered);
        var named = take(offered.saying("subject", Map.of("member_card_no", card)));
        var otherCard = take(moving("member_card_no", "other-" + number));

        assertThat(List.of(byValues.status(), named.status(), otherCard.status()))
                .as(named.text())
                .containsOnly(409);
        assertThat(byValues.text()).doesNotContain("taker-", "card-");
        assertThat(stands(person)).isEqualTo(before);
        assertThat(count("identifier_moved")).isEqualTo(audited + 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "desk"})
    void who_is_verified_moves(String verification) {
        var person = Member.number(number).with("member_card_no", card).registered(gateway);
        var moved =
                take(moving("external_id", "moved-" + number).saying("verification", verification));

        assertThat(moved.text("subject"))
                .as(moved.text())
                .isEqualTo(gateway.token(person, "app", "member_register"));
    }

    @Test
    void the_first_number_and_the_same_ones_again_take_no_verification() {
        var person =
                Member.number(number)
                        .with("member_card_no", card)
                        .without("external_id")
                        .registered(gateway);
        var first = take(moving("external_id", "first-" + number));
        var again = take(moving("external_id", "first-" + number));

        assertThat(List.of(first.text("subject"), again.text("subject")))
                .as(first.text())
                .containsOnly(gateway.token(person, "app", "member_register"));
    }

    private static int count(String reason) throws SQLException {
        return refused(reason).size();
    }
}
