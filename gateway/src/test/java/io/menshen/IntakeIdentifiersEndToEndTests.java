package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.access.Uses;
import io.menshen.catalog.Field;
import io.menshen.erasure.Erasure;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.subject.Subjects;
import io.menshen.vault.Vault;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * By what an intake knows a person. A card is unique for all, so the answer to one tells whether
 * anybody has it: that takes the registration of a look-up. A consumer's own number is its own.
 */
class IntakeIdentifiersEndToEndTests {
    private static final Caller APP = Caller.of("app");
    private static final Caller TILL = Caller.of("pos-till");
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final int number = NUMBERS.incrementAndGet();
    private final String card = "card-" + number;

    private Answer take(Caller caller, Member member) {
        return gateway.post("/v1/intakes", caller, member.body());
    }

    private SubjectId cardholder() {
        return Member.number(number).with("member_card_no", card).registered(gateway);
    }

    private static Member customer(String card) {
        return Member.number(NUMBERS.incrementAndGet()).with("member_card_no", card);
    }

    private Map<String, ?> token(SubjectId person, Caller caller) {
        return Map.of("token", gateway.token(person, caller.consumer(), "member_register"));
    }

    @Test
    @Clause("4.1.3-b")
    void who_may_not_look_up_by_card_is_told_the_same_of_every_card() {
        cardholder();
        var other = Member.number(NUMBERS.incrementAndGet()).registered(gateway);
        var asked =
                Stream.of(
                        customer(card),
                        customer("card-nobody-has"),
                        customer(card).saying("subject", token(other, TILL)),
                        customer("card-nobody-has").saying("subject", token(other, TILL)));

        var answers = asked.map(member -> take(TILL, member)).toList();

        assertThat(answers).allMatch(answer -> answer.status() == 403);
        assertThat(answers.getFirst().reasons()).containsExactly("identifier_not_registered");
        assertThat(answers.getFirst().faults())
                .containsExactly("/fields/member_card_no identifier_not_registered");
        assertThat(answers.stream().map(Answer::withoutIds).distinct().toList()).hasSize(1);
        assertThat(answers.getFirst().text()).doesNotContain("card-");
    }

    @Test
    @Clause("4.1.3-b")
    void a_trial_tells_no_more_and_every_card_costs_the_same() {
        cardholder();
        var unknown = customer("card-nobody-has");
        var known = customer(card);
        trial(unknown);
        var first = cost(unknown);
        var second = cost(known);

        assertThat(second).isEqualTo(first);
        assertThat(trial(known).withoutIds()).isEqualTo(trial(unknown).withoutIds());
        assertThat(trial(known).reasons()).containsExactly("identifier_not_registered");
    }

    private Answer trial(Member member) {
        return gateway.post("/v1/intakes?dry_run", TILL, member.body());
    }

    private record Cost(Map<String, Integer> statements, Map<String, Integer> cryptography) {}

    private Cost cost(Member member) {
        var statements =
                DEPLOYMENT
                        .wire()
                        .leastOf(() -> {
                            gateway.keys().counted();
                            trial(member);
                        });
        statements.keySet().retainAll(Set.of("menshen_subject", "menshen_intake"));
        return new Cost(statements, gateway.keys().counted());
    }

    @Test
    void the_refusal_is_in_the_audit() throws SQLException {
        var before = refusals();
        take(TILL, customer(card));

        assertThat(refusals()).isEqualTo(before + 1);
    }

    private static int refusals() throws SQLException {
        var counted =
                "SELECT count(*) FROM audit.record WHERE consumer = 'pos-till' AND reasons LIKE '%identifier_not_registered%'";
        return Integer.parseInt(DEPLOYMENT.ask(counted).getFirst());
    }

    @Test
    @Clause("4.1.3-b")
    void who_looked_a_person_up_by_card_is_told_nothing_of_how_they_stand() {
        var person = cardholder();
        gateway.bean(Erasure.class).freeze(person).block(SOON);

        var byCard = take(APP, customer(card).without("external_id"));
        var byOwnNumber = take(APP, Member.number(number));

        assertThat(byCard.status()).as(byCard.text()).isEqualTo(404);
        assertThat(byOwnNumber.status()).as(byOwnNumber.text()).isEqualTo(403);
    }

    @Test
    void without_a_card_a_till_registers_people_by_numbers_of_its_own() {
        assertThat(take(TILL, Member.number(number)).text("outcome")).isEqualTo("created");
        assertThat(take(TILL, Member.number(number)).text("outcome")).isEqualTo("updated");
        assertThat(take(APP, Member.number(number)).text("outcome")).isEqualTo("created");
    }

    @Test
    void who_hands_in_no_identifier_is_told_those_that_it_may() {
        var till = take(TILL, Member.number(number).without("external_id"));
        var app = take(APP, Member.number(number).without("external_id"));

        assertThat(till.faults()).containsExactly("/fields identifier_missing");
        assertThat(till.text()).contains("external_id").doesNotContain("member_card_no");
        assertThat(app.text()).contains("external_id", "member_card_no");
    }

    @Test
    void two_consumers_find_one_person_each_by_its_own_number() {
        var person = Member.number(number).registered(gateway);
        var mine = Member.number(number).with("external_id", "till-" + number);
        var named = take(TILL, mine.saying("subject", token(person, TILL)));
        assertThat(named.text("outcome")).as(named.text()).isEqualTo("updated");

        assertThat(found(APP, "ext-" + number)).isEqualTo(gateway.token(person, "app", REGISTER));
        assertThat(found(TILL, "till-" + number)).isEqualTo(tokenOf(person, TILL));

        var moved = Member.number(number).with("external_id", "new-" + number);
        take(APP, moved.saying("subject", token(person, APP)));

        assertThat(found(APP, "new-" + number)).isEqualTo(tokenOf(person, APP));
        assertThat(found(TILL, "till-" + number)).isEqualTo(tokenOf(person, TILL));
        assertThat(stored(person, APP)).containsExactly("new-" + number);
        assertThat(stored(person, TILL)).containsExactly("till-" + number);
        assertThat(found(APP, "ext-" + number)).isNotEqualTo(tokenOf(person, APP));
    }

    private static final String REGISTER = "member_register";

    private String tokenOf(SubjectId person, Caller caller) {
        return gateway.token(person, caller.consumer(), REGISTER);
    }

    private String found(Caller caller, String number) {
        return take(caller, Member.number(this.number).with("external_id", number)).text("subject");
    }

    private List<String> stored(SubjectId person, Caller caller) {
        var field = gateway.bean(Uses.class).policy().catalog().field("external_id").orElseThrow();
        var subject = Objects.requireNonNull(gateway.bean(Subjects.class).find(person).block(SOON));
        var holding =
                gateway.bean(Vault.class)
                        .read(subject, Set.of(Field.Store.IDENTITY), caller.consumer())
                        .block(SOON);
        var today = LocalDate.now(BusinessDay.ZONE);
        return Objects.requireNonNull(holding).open("external_id", field, today).stream()
                .map(Personal::open)
                .toList();
    }

    @Test
    void a_key_that_is_none_is_a_fault_and_stores_nothing() throws SQLException {
        var before = DEPLOYMENT.ask("SELECT count(*) FROM subject.key_record");
        for (var key : List.of("", "k".repeat(129), "a\tkey")) {
            var body = Member.number(number).body();
            var answer = gateway.post("/v1/intakes", APP, body, Map.of("Idempotency-Key", key));

            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.faults()).containsExactly("/headers/Idempotency-Key idempotency_key");
        }
        assertThat(DEPLOYMENT.ask("SELECT count(*) FROM subject.key_record")).isEqualTo(before);
    }
}
