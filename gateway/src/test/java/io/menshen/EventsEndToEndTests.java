package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Other systems are told of consents and erasures, in order, and say that they know. */
@Clause({"6.1.1", "7-g"})
class EventsEndToEndTests {
    private static final Caller MAIL = Caller.of("mail-marketing");
    private static final String EVENTS = "/v1/events";

    @RegisterExtension
    static final TestDeployment DEPLOYMENT = new TestDeployment(PrivacyDesk.busy());

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private long before;

    @BeforeEach
    void look() {
        before = page(MAIL, "?after=0&limit=1000").body().path("next").asLong();
    }

    private Answer page(Caller caller, String query) {
        return gateway.get(EVENTS + query, caller);
    }

    private List<JsonNode> since(Caller caller) {
        var answer = page(caller, "?after=" + before + "&limit=1000");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body().path("events").valueStream().toList();
    }

    private Answer acknowledge(long through) {
        return gateway.post("/v1/events/acknowledgements", MAIL, Map.of("through", through));
    }

    private static List<String> acts(List<JsonNode> events) {
        return events.stream().map(event -> event.path("act").asString()).toList();
    }

    private void withdraw(Marketed person) {
        var token = gateway.token(person.id(), MAIL.consumer(), Marketed.PURPOSE);
        var body = Map.of("purpose", Marketed.PURPOSE, "subject", Map.of("token", token));
        assertThat(gateway.post("/v1/withdrawals", MAIL, body).status()).isEqualTo(200);
    }

    @Test
    void a_consent_its_withdrawal_and_an_erasure_are_told_in_order_by_the_consumers_own_token() {
        var person = Marketed.registered(gateway);
        var token = gateway.token(person.id(), MAIL.consumer(), Marketed.PURPOSE);
        withdraw(person);
        PrivacyDesk.of(DEPLOYMENT).erase(person.id());

        var told = since(MAIL);

        assertThat(acts(told)).containsExactly("granted", "withdrawn", "erased");
        assertThat(told)
                .allSatisfy(event ->
                        assertThat(event.path("subject").path(Marketed.PURPOSE).asString())
                                .isEqualTo(token));
        assertThat(told.get(0).path("kind").asString()).isEqualTo("consent");
        assertThat(told.get(2).path("kind").asString()).isEqualTo("erasure");
        assertThat(told.get(2).path("subject").size()).isEqualTo(2);
        assertThat(told.toString()).doesNotContain(person.id().value().toString());
    }

    @Test
    void who_has_no_such_purpose_is_told_of_the_erasure_alone() {
        var person = Marketed.registered(gateway);
        PrivacyDesk.of(DEPLOYMENT).erase(person.id());

        assertThat(acts(since(Caller.of("delivery")))).containsExactly("erased");
    }

    @Test
    void pages_go_on_from_where_they_ended_and_from_what_was_acknowledged() {
        var people = IntStream.range(0, 5).mapToObj(_ -> Marketed.registered(gateway)).toList();
        people.forEach(this::withdraw);
        var acts = new ArrayList<String>();
        var next = before;
        for (var full = true; full; ) {
            var answer = page(MAIL, "?after=" + next + "&limit=3").body();
            var events = answer.path("events").valueStream().toList();
            acts.addAll(acts(events));
            next = answer.path("next").asLong();
            full = !events.isEmpty();
        }
        assertThat(acts).hasSize(10);

        assertThat(acknowledge(next).body().path("acknowledged").asLong()).isEqualTo(next);

        assertThat(acknowledge(before).body().path("acknowledged").asLong()).isEqualTo(next);
        var rest = page(MAIL, "").body();
        assertThat(rest.path("events").size()).isZero();
        assertThat(rest.path("acknowledged").asLong()).isEqualTo(next);
    }

    @Test
    void nothing_is_passed_over_where_many_write_while_it_is_read() throws Exception {
        var seen = new ArrayList<Long>();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var done =
                    IntStream.range(0, 30)
                            .mapToObj(_ -> writers.submit(() -> Marketed.registered(gateway)))
                            .toList();
            var next = before;
            var written = false;
            while (true) {
                var last = written;
                written = done.stream().allMatch(one -> one.isDone());
                var answer = page(MAIL, "?after=" + next + "&limit=7").body();
                answer.path("events").forEach(event -> seen.add(event.path("position").asLong()));
                next = answer.path("next").asLong();
                if (last && answer.path("events").isEmpty()) {
                    break;
                }
            }
            for (var one : done) {
                one.get(1, TimeUnit.MINUTES);
            }
        }
        assertThat(seen).hasSize(30).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void what_many_rows_of_an_import_say_is_told_too() {
        var rows = new SentRows(gateway, "events").members(900, 3);
        assertThat(new SentRows(gateway, "events").ndjson(rows)).hasSize(4);

        assertThat(acts(since(SentRows.APP))).containsExactly("granted", "granted", "granted");
    }

    @Test
    void odd_cursors_are_faults_that_say_what_is_allowed() {
        for (var query : List.of("?after=x", "?after=-1", "?limit=0", "?limit=1001", "?after=")) {
            var answer = page(MAIL, query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.text()).contains("whole number");
        }
        assertThat(page(MAIL, "?after=999999999").text()).contains("unknown_position");
        assertThat(acknowledge(999_999_999).text()).contains("unknown_position");
        assertThat(acknowledge(-1).status()).isEqualTo(400);
        assertThat(page(Caller.of("no-such-client"), "").status()).isEqualTo(403);
    }
}
