package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Clause;
import io.menshen.web.Canary;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken in, what is refused, and what stands in the database afterwards. */
class IntakeEndToEndTests {
    private static final Caller APP = Caller.of("app");
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final int number = NUMBERS.incrementAndGet();

    private Answer take(Member member) {
        return gateway.post("/v1/intakes", APP, member.body());
    }

    private Answer take(Member member, String key) {
        return gateway.post("/v1/intakes", APP, member.body(), Map.of("Idempotency-Key", key));
    }

    private Answer read(String subject, String... fields) {
        return gateway.post(
                "/v1/disclosures",
                APP,
                Map.of(
                        "purpose", "member_register",
                        "subject", Map.of("token", subject),
                        "fields", List.of(fields)));
    }

    @Test
    @Clause({"4.1.2-b", "5.1-a"})
    void a_person_is_created_and_answered_by_ids_and_tokens_only() {
        var answer = take(Member.number(number));

        assertThat(answer.text("outcome")).as(answer.text()).isEqualTo("created");
        assertThat(answer.text("subject")).startsWith("tk1_");
        assertThat(answer.words("tokens")).containsOnlyKeys("external_id");
        assertThat(answer.text()).doesNotContain("诸葛", "1380000", "ext-" + number);
    }

    @Test
    void who_is_known_by_card_or_external_id_is_updated() {
        var card = "card-" + number;
        var created = take(Member.number(number).with("member_card_no", card));
        var byCard =
                take(
                        Member.number(number)
                                .with("member_card_no", card)
                                .with("tier", "platinum")
                                .only("member_card_no", "tier"));
        var byId = take(Member.number(number).with("gender", "male").only("external_id", "gender"));

        assertThat(byCard.text("outcome")).as(byCard.text()).isEqualTo("updated");
        assertThat(byId.text("outcome")).as(byId.text()).isEqualTo("updated");
        assertThat(List.of(byCard.text("subject"), byId.text("subject")))
                .containsOnly(created.text("subject"));
        assertThat(read(created.text("subject"), "tier", "gender", "full_name").words("fields"))
                .containsEntry("tier", "platinum")
                .containsEntry("gender", "male")
                .containsKey("full_name");
    }

    @Test
    void who_is_named_by_token_is_updated_for_a_purpose_without_identifiers() {
        var created = take(Member.number(number));
        var known =
                gateway.post(
                        "/v1/tokens",
                        APP,
                        Map.of(
                                "purpose",
                                "account_service",
                                "subject",
                                Map.of("external_id", "ext-" + number)));
        var bound = bind(known.text("subject"));
        var stranger = bind(created.text("subject"));

        assertThat(known.status()).as(known.text()).isEqualTo(200);
        assertThat(bound.text("outcome")).as(bound.text()).isEqualTo("updated");
        assertThat(bound.text("subject")).isEqualTo(known.text("subject"));
        assertThat(stranger.status()).as("a token of another scope").isEqualTo(404);
    }

    private Answer bind(String token) {
        var consent = Map.of("purpose", "phone_bind", "notice_version", 1, "act", "clicked");
        return gateway.post(
                "/v1/intakes",
                APP,
                Map.of(
                        "channel", "app",
                        "purpose", "phone_bind",
                        "subject", Map.of("token", token),
                        "fields", Map.of("mobile", "13800000077"),
                        "consents", List.of(consent)));
    }

    @Test
    @Clause("5.2")
    void all_faults_are_told_at_once_by_their_places_and_no_value_is_echoed() {
        var answer =
                take(
                        Member.number(number)
                                .with("mobile", "zhugehuimin")
                                .with("birth_date", "1990-13-45")
                                .with("no_such_field", "x")
                                .with("tier", List.of("a", "b"))
                                .with("province", List.of())
                                .saying("channel", "carrier_pigeon")
                                .consents("no_such_purpose"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faults())
                .containsExactlyInAnyOrder(
                        "/channel unknown_word",
                        "/fields unknown_word",
                        "/fields/mobile type",
                        "/fields/birth_date type",
                        "/fields/tier too_many",
                        "/fields/province empty",
                        "/consents/1/purpose unknown_word");
        assertThat(answer.text())
                .doesNotContain("zhugehuimin", "1990-13-45", "no_such", "carrier_pigeon");
    }

    @Test
    @Clause("5.2")
    void a_dry_run_finds_the_same_and_stores_nothing() throws SQLException {
        var before = rows();
        var valid = gateway.post("/v1/intakes?dry_run", APP, Member.number(number).body());
        var refused = gateway.post("/v1/intakes?dry_run", APP, Member.silent(number).body());

        assertThat(valid.text("outcome")).as(valid.text()).isEqualTo("valid");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(rows()).isEqualTo(before);
        assertThat(take(Member.number(number)).text("outcome")).isEqualTo("created");
    }

    @ParameterizedTest
    @CsvSource({
        "card_security_code, 94718362507",
        "track_data, %B4929000000006^ZHUGE/HM^28121010000000000471?",
        "pin_block, 8CB1A2D3E4F50617"
    })
    @Clause("4.1.3-a")
    void card_secrets_are_refused_and_stand_nowhere(String field, String value)
            throws SQLException {
        try (var log = Canary.listen(Level.INFO)) {
            var answer = take(Member.number(number).with(field, value));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.faults()).containsExactly("/fields/" + field + " never_stored");
            assertThat(answer.text()).doesNotContain(value);
            assertThat(log.lines()).noneMatch(line -> line.contains(value));
        }
        assertThat(tablesWith(value)).isEmpty();
    }

    @Test
    @Clause({"5.1-b", "5.3"})
    void what_is_sealed_stands_nowhere_in_clear() throws SQLException {
        try (var log = Canary.listen(Level.INFO)) {
            take(Member.number(number).with("full_name", "欧阳冰心"));

            assertThat(log.lines()).noneMatch(line -> line.contains("欧阳冰心"));
        }
        assertThat(tablesWith("欧阳冰心")).isEmpty();
        assertThat(tablesWith("1380000%04d".formatted(number))).isEmpty();
        assertThat(tablesWith("南京西路")).isEmpty();
        assertThat(tablesWith("ext-" + number)).isEmpty();
    }

    @Test
    @Clause({"4.1.2-b", "4.1.3-a"})
    void without_a_notice_nothing_is_taken_in() {
        assertThat(take(Member.silent(number)).reasons()).contains("notice_missing");
        assertThat(take(Member.silent(number).saying("notice_version", 2)).reasons())
                .contains("notice_altered");
    }

    @Test
    @Clause("4.1.3-c")
    void consent_to_a_notice_that_does_not_exist_is_a_fault() {
        var answer = take(Member.silent(number).consent(consent(Map.of("notice_version", 2))));

        assertThat(answer.faults()).containsExactly("/consents/0/notice_version range");
    }

    @Test
    @Clause("4.1.3-c")
    void bundled_consent_is_refused() {
        var answer = take(Member.silent(number).consent(consent(Map.of("bundled", true))));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.reasons()).containsExactly("bundled_consent");
    }

    @Test
    @Clause("4.1.3-c")
    void silence_is_no_act_of_consent() {
        var answer = take(Member.silent(number).consent(consent(Map.of("act", "preselected"))));

        assertThat(answer.faults()).containsExactly("/consents/0/act word");
        assertThat(answer.text()).contains("ticked, clicked").doesNotContain("preselected");
    }

    private static Map<String, ?> consent(Map<String, ?> other) {
        var consent = new TreeMap<String, Object>();
        consent.put("purpose", "member_register");
        consent.put("notice_version", 1);
        consent.put("act", "ticked");
        consent.put("separate", List.of("address"));
        consent.putAll(other);
        return consent;
    }

    @Test
    @Clause("4.1.2-g")
    void each_sensitive_kind_needs_a_consent_of_its_own() {
        var without = take(Member.silent(number).consents("member_register"));
        var withoutAddress =
                take(Member.silent(number).consents("member_register").without("home_address"));

        assertThat(without.status()).isEqualTo(403);
        assertThat(without.reasons()).containsExactly("separate_consent_missing");
        assertThat(withoutAddress.text("outcome")).isEqualTo("created");
    }

    @Test
    @Clause("4.1.2-f")
    void a_child_needs_a_guardian() {
        var child = Member.number(number).with("birth_date", "2017-09-12").without("home_address");
        var alone = take(child);
        var guarded = take(child.saying("guardian", "consented"));

        assertThat(alone.status()).isEqualTo(403);
        assertThat(alone.reasons()).containsExactly("guardian_missing");
        assertThat(guarded.text("outcome")).as(guarded.text()).isEqualTo("created");
    }

    @Test
    void an_identifier_of_another_person_is_a_conflict() {
        take(Member.number(number).with("member_card_no", "card-" + number));
        var other = NUMBERS.incrementAndGet();
        take(Member.number(other));

        var answer = take(Member.number(other).with("member_card_no", "card-" + number));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).doesNotContain("card-");
    }

    @Test
    void ten_at_once_with_one_key_are_one_intake() throws SQLException {
        var people = DEPLOYMENT.ask("SELECT count(*) FROM subject.key_record").getFirst();
        var key = "key-" + number;
        List<Answer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    IntStream.range(0, 10)
                            .mapToObj(_ ->
                                    CompletableFuture.supplyAsync(
                                            () -> take(Member.number(number), key), threads))
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .toList();
        }
        var again = take(Member.number(number), key);

        assertThat(answers).allMatch(a -> a.status() == 200 || a.status() == 409);
        assertThat(answers.stream().filter(a -> a.status() == 200).map(a -> a.text("subject")))
                .isNotEmpty()
                .containsOnly(again.text("subject"));
        assertThat(again.text("outcome")).isEqualTo("created");
        assertThat(DEPLOYMENT.ask("SELECT count(*) FROM subject.key_record").getFirst())
                .isEqualTo(Integer.toString(Integer.parseInt(people) + 1));
    }

    @Test
    void a_key_of_another_body_is_a_conflict() {
        var key = "key-" + number;
        take(Member.number(number), key);

        var other = take(Member.number(number).with("tier", "platinum"), key);

        assertThat(other.status()).isEqualTo(409);
    }

    private Map<String, String> rows() throws SQLException {
        var rows = new TreeMap<String, String>();
        for (var table : tables()) {
            if (!table.startsWith("audit.")) {
                rows.put(table, DEPLOYMENT.ask("SELECT count(*) FROM " + table).getFirst());
            }
        }
        return rows;
    }

    private List<String> tables() throws SQLException {
        return DEPLOYMENT.ask(
                """
                SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
                WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
                """);
    }

    /** Tables that hold the value in a column, in clear or as bytes. */
    private List<String> tablesWith(String value) throws SQLException {
        var hex = HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8));
        var found = new java.util.ArrayList<String>();
        for (var table : tables()) {
            var hits =
                    DEPLOYMENT.ask(
                            "SELECT count(*) FROM %s t WHERE position('%s' in t::text) + position('%s' in t::text) > 0"
                                    .formatted(table, value, hex));
            if (!hits.getFirst().equals("0")) {
                found.add(table);
            }
        }
        return found;
    }
}
