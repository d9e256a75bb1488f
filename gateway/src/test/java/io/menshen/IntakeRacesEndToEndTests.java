package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Clause;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several writes of one person at once, and one write again. */
class IntakeRacesEndToEndTests {
    private static final Caller APP = Caller.of("app");
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final int number = NUMBERS.incrementAndGet();

    private List<Answer> tenAtOnce() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return IntStream.range(0, 10)
                    .mapToObj(_ ->
                            CompletableFuture.supplyAsync(
                                    () ->
                                            gateway.post(
                                                    "/v1/intakes",
                                                    APP,
                                                    Member.number(number).body()),
                                    threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private static void areTakenOrConflict(List<Answer> answers) {
        assertThat(answers)
                .extracting(Answer::status)
                .as(() -> answers.stream().map(Answer::text).toList().toString())
                .contains(200)
                .isSubsetOf(200, 409);
        assertThat(answers.stream().filter(a -> a.status() == 200).map(a -> a.text("subject")))
                .containsOnly(
                        answers.stream()
                                .filter(a -> a.status() == 200)
                                .findFirst()
                                .orElseThrow()
                                .text("subject"));
    }

    @Test
    void ten_intakes_at_once_of_somebody_new_are_taken_or_a_conflict() throws SQLException {
        var people = people();

        areTakenOrConflict(tenAtOnce());

        assertThat(people()).isEqualTo(people + 1);
    }

    @Test
    void ten_intakes_at_once_of_a_known_person_are_taken_or_a_conflict() throws SQLException {
        Member.number(number).registered(gateway);
        var people = people();

        areTakenOrConflict(tenAtOnce());

        assertThat(people()).isEqualTo(people);
    }

    private static int people() throws SQLException {
        return Integer.parseInt(
                DEPLOYMENT.ask("SELECT count(*) FROM subject.key_record").getFirst());
    }

    @Test
    @Clause("5.5")
    void an_intake_again_is_recorded_as_one_that_touches_no_store() throws SQLException {
        var body = Member.number(number).consents("marketing_email").body();
        var key = Map.of("Idempotency-Key", "intake-" + number);
        var first = gateway.post("/v1/intakes", APP, body, key);
        var again = gateway.post("/v1/intakes", APP, body, key);

        assertThat(again.text("outcome")).as(again.text()).isEqualTo("created");
        assertThat(stores(first))
                .hasSize(2)
                .allMatch(stores -> stores.contains("subject") || stores.contains("identity"));
        assertThat(stores(again)).hasSize(2).allMatch(String::isEmpty);
    }

    @Test
    @Clause("5.5")
    void a_withdrawal_again_is_recorded_as_one_that_touches_no_store() throws SQLException {
        var person = Member.number(number).registered(gateway);
        var body =
                Map.of(
                        "purpose",
                        "member_register",
                        "subject",
                        Map.of("token", gateway.token(person, "app", "member_register")));
        var key = Map.of("Idempotency-Key", "withdrawal-" + number);
        var first = gateway.post("/v1/withdrawals", APP, body, key);
        var again = gateway.post("/v1/withdrawals", APP, body, key);

        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(stores(first)).hasSize(1).allMatch(stores -> stores.contains("subject"));
        assertThat(stores(again)).hasSize(1).allMatch(String::isEmpty);
    }

    /** The stores of each record of that decision. */
    private static List<String> stores(Answer answer) throws SQLException {
        return DEPLOYMENT.ask(
                "SELECT stores FROM audit.record WHERE decision_id = '%s'"
                        .formatted(answer.text("id")));
    }
}
