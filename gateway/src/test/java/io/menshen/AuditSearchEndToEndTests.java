package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Who saw what of whom. */
class AuditSearchEndToEndTests {
    private static final Caller AUDITOR = new Caller("auditor", "s-audit-01");
    private static final Caller DELIVERY = Caller.of("delivery");
    private static final String PATH = "/v1/audit/search";

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final LocalDate today = BusinessDay.today(Clock.systemUTC());
    private SubjectId person = SubjectId.random();

    @BeforeEach
    void register() {
        person = Member.number(NUMBERS.incrementAndGet()).registered(gateway);
    }

    private Answer read(String purpose) {
        var token = gateway.token(person, "delivery", purpose);
        return gateway.post(
                "/v1/disclosures",
                DELIVERY,
                Map.of("purpose", purpose, "subject", Map.of("token", token)));
    }

    private Answer search(Map<String, ?> more) {
        var asked = new HashMap<String, Object>(more);
        asked.putIfAbsent("from", today.minusDays(1).toString());
        asked.putIfAbsent("to", today.plusDays(1).toString());
        return gateway.post(PATH, AUDITOR, asked);
    }

    private Map<String, String> person(SubjectId id) {
        return Map.of("token", gateway.token(id, "auditor", "audit"));
    }

    private static List<String> decisions(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return items(answer).stream().map(item -> item.path("decision").asString("")).toList();
    }

    private static List<JsonNode> items(Answer answer) {
        return answer.body().path("items").valueStream().toList();
    }

    @Test
    @Clause("5.2")
    void answers_who_saw_this_persons_number() {
        var seen = read("order_fulfil").text("id");
        var other = Member.number(NUMBERS.incrementAndGet()).registered(gateway);

        var found = search(Map.of("subject", person(person), "field", "mobile"));

        assertThat(decisions(found)).containsExactly(seen);
        assertThat(items(found).getFirst().path("consumer").asString("")).isEqualTo("delivery");
        assertThat(items(found).getFirst().path("fields").toString()).contains("mobile:clear");
        assertThat(decisions(search(Map.of("subject", person(other), "field", "mobile"))))
                .isEmpty();
        assertThat(found.text()).doesNotContain("13800000001");
    }

    @Test
    void the_look_is_recorded_with_the_person() {
        var look = search(Map.of("subject", person(person))).text("id");

        assertThat(decisions(search(Map.of("subject", person(person))))).contains(look);
    }

    @Test
    void tells_why_one_decision_was_refused() {
        var refused = read("marketing_email").header("Menshen-Decision");

        var item = items(search(Map.of("decision", refused))).getFirst();

        assertThat(item.path("outcome").asString("")).isEqualTo("refused");
        var reason = item.path("reasons").path(0);
        assertThat(reason.path("code").asString("")).isEqualTo("purpose_not_registered");
        assertThat(reason.path("clause").asString("")).isNotEmpty();
        assertThat(item.path("request").asString("")).contains("marketing_email");
    }

    @Test
    void pages_do_not_overlap_and_leave_nothing_out() {
        var reads = IntStream.range(0, 7).mapToObj(_ -> read("order_fulfil").text("id")).toList();
        var all = new ArrayList<String>();
        var asked = new HashMap<String, Object>();
        asked.putAll(Map.of("subject", person(person), "consumer", "delivery", "limit", 3));
        Answer page;
        do {
            page = search(asked);
            all.addAll(decisions(page));
            asked.put("cursor", page.text("next"));
        } while (page.body().has("next"));

        assertThat(all).containsExactlyElementsOf(reads.reversed());
    }

    @ParameterizedTest
    @CsvSource({
        "to, 2020-01-01, /to range",
        "to, 2099-01-01, /to range",
        "field, nonsense, /field unknown_word",
        "cursor, nonsense, /cursor cursor",
        "limit, 501, /limit range"
    })
    void a_fault_of_the_search_is_named(String member, String value, String fault) {
        assertThat(search(Map.of(member, member.equals("limit") ? 501 : value)).faults())
                .containsExactly(fault);
    }

    @Test
    void nobody_else_searches() {
        var asked = Map.of("from", today.toString(), "to", today.toString());

        assertThat(gateway.post(PATH, DELIVERY, asked).status()).isEqualTo(403);
    }
}
