package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Staff read the data of several people by a ticket that another one approved, or not at all. */
@Clause("5.3")
class TicketsEndToEndTests {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String TICKETS = "/v1/tickets";
    private static final String BATCH = "/v1/disclosures/batch";
    private static final String PURPOSE = "points";
    private static final Caller CLERK = CaseDesk.CLERK;

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(
                    PrivacyDesk.busy(registries ->
                            ((ObjectNode)
                                            registries
                                                    .path("staff")
                                                    .path("people")
                                                    .path("s-desk-02")
                                                    .path("agreement"))
                                    .put("expires", "2028-01-31")));

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private List<SubjectId> people = List.of();

    @BeforeEach
    void register() {
        people =
                Stream.generate(() -> Member.number(NUMBERS.incrementAndGet()).registered(gateway))
                        .limit(3)
                        .toList();
    }

    @AfterEach
    void now() {
        DEPLOYMENT.clock().set(Duration.ZERO);
    }

    private String token(int person) {
        return gateway.token(people.get(person), CLERK.consumer(), PURPOSE);
    }

    private Map<String, Object> request() {
        var request = new HashMap<String, Object>();
        request.put("purpose", PURPOSE);
        request.put("fields", List.of("tier"));
        request.put("people", List.of(token(0), token(1)));
        request.put("reason", "recall");
        request.put("days", 2);
        return request;
    }

    private static String id(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body().path("ticket").path("ticket_id").asString("");
    }

    private Answer end(Caller officer, String ticket, String verb) {
        return gateway.post(TICKETS + "/" + ticket + "/" + verb, officer, Map.of());
    }

    private String approved() {
        var ticket = id(gateway.post(TICKETS, CLERK, request()));
        var answer = end(PrivacyDesk.OFFICER, ticket, "approve");
        assertThat(answer.body().path("ticket").path("status").asString("")).isEqualTo("approved");
        return ticket;
    }

    /** What each person's line was answered: their tier, or why not. */
    private List<String> read(Caller caller, String query, String... fields) {
        var lines =
                Stream.of(0, 1, 2)
                        .map(i ->
                                Map.of(
                                        "purpose",
                                        PURPOSE,
                                        "subject",
                                        Map.of("token", token(i)),
                                        "fields",
                                        List.of(fields)))
                        .map(JSON::writeValueAsString)
                        .collect(Collectors.joining("\n"));
        var answer = gateway.lines(BATCH + query, caller, lines + "\n");
        return answer.body().lines().limit(3).map(JSON::readTree).map(this::told).toList();
    }

    private String told(JsonNode line) {
        return line.has("problem")
                ? line.path("problem").path("reasons").path(0).path("code").asString("")
                : line.path("fields").path("tier").asString("");
    }

    @Test
    void without_one_no_line_is_answered_and_each_attempt_is_recorded() throws SQLException {
        var before = refused("ticket_missing");

        assertThat(read(CLERK, "", "tier")).containsOnly("ticket_missing");

        assertThat(refused("ticket_missing")).isEqualTo(before + 3);
    }

    private static int refused(String code) throws SQLException {
        return Integer.parseInt(
                DEPLOYMENT
                        .ask(
                                "SELECT count(*) FROM audit.record WHERE outcome = 'refused' AND reasons::text LIKE '%"
                                        + code
                                        + "%'")
                        .getFirst());
    }

    @Test
    void one_person_at_a_time_needs_none() {
        var answer =
                gateway.post(
                        "/v1/disclosures",
                        CLERK,
                        Map.of(
                                "purpose", PURPOSE,
                                "subject", Map.of("token", token(0)),
                                "fields", List.of("tier")));

        assertThat(answer.words("fields")).containsEntry("tier", "gold");
    }

    @Test
    void asked_approved_and_used_for_these_people_and_fields_alone() throws SQLException {
        var ticket = approved();

        assertThat(read(CLERK, "?ticket=" + ticket, "tier"))
                .containsExactly("gold", "gold", "ticket_unfit");
        assertThat(read(CLERK, "?ticket=" + ticket, "tier", "points_balance"))
                .containsOnly("ticket_unfit");
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT concat_ws(' ', operation, staff, outcome) FROM audit.record WHERE reasons::text LIKE '%"
                                        + ticket
                                        + "%'"))
                .containsExactlyInAnyOrder(
                        "retrieve s-desk-01 permitted",
                        "approve s-privacy-01 permitted",
                        "retrieve s-desk-01 permitted",
                        "retrieve s-desk-01 permitted");
    }

    @Test
    void events_of_many_people_are_closed_to_staff() {
        var answer = gateway.get("/v1/events?after=0", CLERK);

        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.reasons()).containsOnly("ticket_missing");
    }

    @Test
    void one_that_ended_thirty_days_before_is_deleted() throws SQLException {
        approved();
        DEPLOYMENT.ask("SELECT cases.forget_copies(now() + interval '31 days')");
        assertThat(DEPLOYMENT.ask("SELECT count(*) FROM cases.ticket")).isNotEqualTo(List.of("0"));

        DEPLOYMENT.ask("SELECT cases.forget_copies(now() + interval '38 days')");

        assertThat(DEPLOYMENT.ask("SELECT count(*) FROM cases.ticket")).containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"asked", "declined", "expired"})
    void one_that_stands_otherwise_covers_nothing(String status) throws SQLException {
        var ticket =
                status.equals("expired") ? approved() : id(gateway.post(TICKETS, CLERK, request()));
        if (status.equals("declined")) {
            end(PrivacyDesk.OFFICER, ticket, "decline");
        }
        if (status.equals("expired")) {
            DEPLOYMENT.clock().set(Duration.ofDays(3));
        }

        assertThat(read(CLERK, "?ticket=" + ticket, "tier")).containsOnly("ticket_unfit");
    }

    @Test
    void of_another_member_of_staff_it_covers_nothing_and_is_not_shown() {
        var ticket = approved();

        var other = new Caller(CLERK.consumer(), "s-desk-02");
        assertThat(read(other, "?ticket=" + ticket, "tier")).containsOnly("ticket_unfit");
        assertThat(gateway.get(TICKETS + "/" + ticket, other).status()).isEqualTo(403);
        assertThat(gateway.get(TICKETS + "/" + ticket, CLERK).status()).isEqualTo(200);
        assertThat(gateway.lines(BATCH + "?ticket=x", CLERK, "{}\n").statusCode()).isEqualTo(400);
        assertThat(
                        gateway.lines(BATCH + "?ticket=" + UUID.randomUUID(), CLERK, "{}\n")
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    @Clause("5.5")
    void whoever_asked_does_not_approve_and_no_clerk_does() {
        var officer = PrivacyDesk.OFFICER;
        var request = request();
        request.put("purpose", "rights_request");
        request.put(
                "people",
                List.of(gateway.token(people.getFirst(), officer.consumer(), "rights_request")));
        var ticket = id(gateway.post(TICKETS, officer, request));

        assertThat(end(officer, ticket, "approve").reasons()).containsExactly("second_person");
        assertThat(end(CLERK, ticket, "approve").status()).isEqualTo(403);
        assertThat(end(PrivacyDesk.SECOND, ticket, "approve").status()).isEqualTo(200);
        assertThat(end(PrivacyDesk.SECOND, ticket, "decline").reasons())
                .containsExactly("ticket_status");
    }

    @Test
    void one_that_was_changed_in_the_database_is_none() throws SQLException {
        var ticket = id(gateway.post(TICKETS, CLERK, request()));
        DEPLOYMENT.ask(
                "UPDATE cases.ticket SET status = 'approved', ended_at = now(), ended_by = 's-privacy-01' WHERE ticket_id = '"
                        + ticket
                        + "' RETURNING 1");

        assertThat(gateway.lines(BATCH + "?ticket=" + ticket, CLERK, "{}\n").statusCode())
                .isEqualTo(404);
        assertThat(gateway.get(TICKETS + "/" + ticket, CLERK).status()).isEqualTo(404);
        assertThat(gateway.get(TICKETS + "?status=approved", PrivacyDesk.OFFICER).text())
                .doesNotContain(ticket);
    }

    @ParameterizedTest
    @CsvSource({
        "purpose, nothing, /purpose",
        "reason, because, /reason",
        "days, 8, /days",
        "days, 0, /days",
        "fields, id_card_no, /fields/0",
        "people, tk1_forged, /people/0"
    })
    void what_is_wrong_is_told_by_its_place(String member, String value, String place) {
        var request = request();
        request.put(
                member,
                switch (member) {
                    case "days" -> Integer.valueOf(value);
                    case "fields", "people" -> List.of(value);
                    default -> value;
                });

        var answer = gateway.post(TICKETS, CLERK, request);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(
                        answer.body()
                                .path("faults")
                                .valueStream()
                                .map(f -> f.path("pointer").asString("")))
                .contains(place);
    }
}
