package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.subject.ConsentState;
import io.menshen.subject.Subject;
import io.menshen.subject.SubjectChanges;
import io.menshen.tokens.ScopedTokens;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** Comparing instead of showing, tokens instead of values, and what the catalogue tells of both. */
class MatchAndTokensEndToEndTests {
    private static final Caller DESK = new Caller("service-desk", "s-desk-01");
    private static final Caller DELIVERY = Caller.of("delivery");
    private static final String CARD = "110101199003070011";
    private static final String OTHER = "110101199003070038";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private SubjectId person = SubjectId.random();

    @BeforeEach
    void register() {
        person = Member.number(NUMBERS.incrementAndGet()).registered(gateway);
        gateway.bean(SubjectChanges.class)
                .change(person, MatchAndTokensEndToEndTests::agreed, SubjectChanges.Beside.NOTHING)
                .block(Duration.ofSeconds(10));
        new Imported(gateway).put(person, "identity_verify", "id_card_no", CARD);
        new Imported(gateway).put(person, "order_fulfil", "order_no", "ORD-4711", "ORD-4712");
    }

    private static Subject agreed(Subject subject) {
        var act = ConsentState.Act.GRANTED;
        var kinds = new TreeSet<>(List.of("identity_document"));
        var entry = new ConsentState.Entry(act, 1, Instant.EPOCH, "service_desk", kinds);
        return subject.consenting(subject.consents().with("identity_verify", entry));
    }

    private Answer match(Caller caller, String purpose, Map<String, String> match) {
        var token = gateway.token(person, caller.consumer(), purpose);
        return gateway.post(
                "/v1/disclosures",
                caller,
                Map.of("purpose", purpose, "subject", Map.of("token", token), "match", match));
    }

    private Answer match(String card) {
        return match(DESK, "identity_verify", Map.of("id_card_no", card));
    }

    @Test
    @Clause("4.1.3-b")
    void a_match_answers_yes_or_no_and_shows_nothing() {
        var same = match(CARD);
        var other = match(OTHER);

        assertThat(same.words("matches")).as(same.text()).containsEntry("id_card_no", "true");
        assertThat(other.words("matches")).as(other.text()).containsEntry("id_card_no", "false");
        assertThat(same.words("fields")).isEmpty();
        assertThat(same.text()).doesNotContain(CARD);
    }

    @Test
    void after_five_failed_attempts_nothing_is_compared_that_day() throws SQLException {
        var day = today();
        var sixth = afterFiveFailed();
        if (!day.equals(today())) {
            // The day ended meanwhile, and with it the count.
            register();
            sixth = afterFiveFailed();
        }

        assertThat(sixth.status()).isEqualTo(429);
        assertThat(Integer.parseInt(sixth.header("Retry-After"))).isBetween(1, 86_401);
        assertThat(sixth.text()).doesNotContain("matches");
        assertThat(recorded(sixth, "CASE WHEN audit_id IS NOT NULL THEN outcome END"))
                .containsExactly("refused");
    }

    @Test
    void what_is_compared_and_shown_at_once_is_recorded_under_both_requests() throws SQLException {
        var token = gateway.token(person, DESK.consumer(), "identity_verify");
        var answer =
                gateway.post(
                        "/v1/disclosures",
                        DESK,
                        Map.of(
                                "purpose", "identity_verify",
                                "subject", Map.of("token", token),
                                "fields", List.of("id_card_no"),
                                "match", Map.of("id_card_no", CARD)));

        assertThat(answer.words("matches")).as(answer.text()).containsEntry("id_card_no", "true");
        assertThat(recorded(answer, "operation")).containsExactlyInAnyOrder("match", "read");
        assertThat(recorded(answer, "request_hash")).doesNotHaveDuplicates();
    }

    private static List<String> recorded(Answer answer, String what) throws SQLException {
        return DEPLOYMENT.ask(
                "SELECT %s FROM audit.record WHERE decision_id = '%s'"
                        .formatted(what, answer.header("Menshen-Decision")));
    }

    private Answer afterFiveFailed() {
        assertThat(IntStream.range(0, 5).mapToObj(_ -> match(OTHER).status()).toList())
                .containsOnly(200);
        return match(CARD);
    }

    private static LocalDate today() {
        return BusinessDay.today(Clock.systemUTC());
    }

    @Test
    void what_is_not_registered_for_comparing_is_not_compared() {
        var answer = match(DELIVERY, "order_fulfil", Map.of("full_name", "诸葛慧敏"));

        assertThat(answer.text()).doesNotContain("true");
        assertThat(answer.status()).isIn(200, 403);
    }

    @Test
    @Clause("5.1-a")
    void a_field_token_resolves_for_its_owner_to_the_value_it_names() {
        var tokens =
                gateway.post(
                        "/v1/disclosures",
                        DELIVERY,
                        Map.of(
                                "purpose", "order_fulfil",
                                "subject", Map.of("token", orders()),
                                "fields", List.of("order_no")));
        var second = tokens.body().path("fields").path("order_no").path(1).asString("");

        var resolved = resolve(DELIVERY, second);
        var foreign = resolve(new Caller("service-desk", "s-desk-01"), second);

        assertThat(resolved.words("fields"))
                .as(resolved.text())
                .containsEntry("order_no", "ORD-4712");
        assertThat(foreign.status()).isIn(403, 404);
        assertThat(foreign.text()).doesNotContain("ORD-");
    }

    @Test
    @Clause("5.1-a")
    void a_token_names_the_value_it_was_issued_for_whatever_the_list_becomes() {
        var second = tokens().get(1);
        new Imported(gateway).put(person, "order_fulfil", "order_no", "ORD-4712", "ORD-4713");
        var moved = resolve(DELIVERY, second);
        var now = tokens();
        new Imported(gateway).put(person, "order_fulfil", "order_no", "ORD-4713");
        var gone = resolve(DELIVERY, second);

        assertThat(moved.words("fields")).as(moved.text()).containsEntry("order_no", "ORD-4712");
        assertThat(now.getFirst()).isEqualTo(second);
        assertThat(gone.status()).isEqualTo(200);
        assertThat(gone.words("fields")).isEmpty();
        assertThat(gone.words("withheld")).containsExactly(Map.entry("order_no", "no_value"));
        assertThat(gone.text()).doesNotContain("ORD-");
    }

    @Test
    void a_value_that_is_held_twice_has_one_token() {
        new Imported(gateway).put(person, "order_fulfil", "order_no", "ORD-1", "ORD-2", "ORD-1");

        assertThat(tokens()).hasSize(3);
        assertThat(tokens().getFirst()).isEqualTo(tokens().getLast()).isNotEqualTo(tokens().get(1));
    }

    private List<String> tokens() {
        return gateway.post(
                        "/v1/disclosures",
                        DELIVERY,
                        Map.of(
                                "purpose", "order_fulfil",
                                "subject", Map.of("token", orders()),
                                "fields", List.of("order_no")))
                .body()
                .path("fields")
                .path("order_no")
                .valueStream()
                .map(token -> token.asString(""))
                .toList();
    }

    @Test
    void a_genuine_token_of_nobody_is_unavailable_and_a_forged_one_is_no_token() {
        var nobody = SubjectId.random();
        var scope = new ScopedTokens.Scope("delivery", "orders");
        var scoped = gateway.bean(ScopedTokens.class);
        var ofNobody = scoped.ofField(scope, "order_no", nobody, Personal.of("ORD-4711"));
        var ofSubject = read(scoped.ofSubject(scope, nobody));
        var ofField = resolve(DELIVERY, ofNobody);
        var forged = resolve(DELIVERY, ofNobody.replace("tk1_", "tk1_A"));

        for (var answer : List.of(ofSubject, ofField)) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(403);
            assertThat(answer.text("type")).isEqualTo("/problems/subject-unavailable");
            assertThat(answer.reasons()).isEmpty();
        }
        assertThat(forged.status()).isEqualTo(404);
        assertThat(forged.text("type")).isEqualTo("/problems/token-invalid");
    }

    private Answer read(String token) {
        return gateway.post(
                "/v1/disclosures",
                DELIVERY,
                Map.of("purpose", "order_fulfil", "subject", Map.of("token", token)));
    }

    private String orders() {
        return gateway.token(person, "delivery", "order_fulfil");
    }

    private Map<String, ?> resolution(String token) {
        return Map.of("purpose", "order_fulfil", "field", "order_no", "token", token);
    }

    private Answer resolve(Caller caller, String token) {
        return gateway.post("/v1/tokens/resolve", caller, resolution(token));
    }

    private Answer issue(Map<String, String> subject) {
        return gateway.post(
                "/v1/tokens",
                DELIVERY,
                Map.of(
                        "purpose",
                        "order_fulfil",
                        "subject",
                        subject,
                        "fields",
                        List.of("order_no", "full_name")));
    }

    @Test
    void tokens_are_issued_by_identifier_and_resolved_by_the_batch() {
        var mobile = "1380000%04d".formatted(NUMBERS.get());
        var issued = issue(Map.of("mobile", mobile));
        var token = issued.words("tokens").getOrDefault("order_no", "");

        assertThat(issued.text("subject")).as(issued.text()).isEqualTo(orders());
        assertThat(issued.words("withheld")).containsOnlyKeys("full_name");
        var line = JsonMapper.shared().writeValueAsString(resolution(token));
        var forged = line.replace("tk1_", "tk1_A");
        var lines =
                gateway.lines("/v1/tokens/resolve/batch", DELIVERY, line + "\n" + forged + "\n")
                        .body()
                        .lines()
                        .toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).contains("ORD-4711");
        assertThat(lines.get(1)).contains("\"line\":2").contains("token-invalid");
        assertThat(lines.getLast()).isEqualTo("{\"end\":true,\"ok\":1,\"failed\":1}");
    }

    @Test
    @Clause("4.1.3-b")
    void the_catalogue_lists_what_is_open_to_the_caller() {
        var fields = gateway.get("/v1/catalog/fields", DELIVERY);
        var purposes = gateway.get("/v1/catalog/purposes", DELIVERY);
        var identifiers = gateway.get("/v1/catalog/identifiers", DESK);

        assertThat(names(fields, "name"))
                .contains("full_name", "home_address")
                .doesNotContain("id_card_no");
        assertThat(names(purposes, "name")).containsExactly("order_fulfil", "service_notice");
        assertThat(names(identifiers, "purpose"))
                .containsExactlyInAnyOrder(
                        "customer_care", "points", "identity_verify", "rights_intake");
        assertThat(identifiers.text()).contains("\"match\":[\"id_card_no\"]");
    }

    private static List<String> names(Answer answer, String member) {
        return answer.body()
                .path("items")
                .valueStream()
                .map(item -> item.path(member).asString(""))
                .toList();
    }
}
