package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import java.io.ByteArrayInputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Rows of an import: each decided as an intake, answered in its place, written once. */
class ImportEndToEndTests {
    private static final AtomicInteger NUMBERS = new AtomicInteger(500);

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final int number = NUMBERS.getAndAdd(500);
    private final SentRows sent = new SentRows(gateway, "import-" + number);

    private static List<String> people() throws SQLException {
        return DEPLOYMENT.ask("SELECT subject_id, version FROM subject.key_record ORDER BY 1");
    }

    @Test
    @Clause({"4.1.2-b", "5.1-a"})
    void each_row_has_its_answer_in_its_place_and_the_last_line_counts_them() {
        var rows =
                sent.members(number, 2)
                        + "{\"channel\":\n"
                        + sent.lines(
                                Stream.of(
                                        Member.silent(number + 3)
                                                .saying("channel", "import")
                                                .saying("verification", "none"),
                                        SentRows.member(number + 4).with("mobile", "zhuge"),
                                        SentRows.member(number).with("tier", "silver")));

        var answers = sent.ndjson(rows);

        assertThat(SentRows.told(answers))
                .containsExactly(
                        "1 taken",
                        "2 taken",
                        "3 refused /channel:syntax",
                        "4 refused :consent_missing :notice_missing :separate_consent_missing",
                        "5 refused /fields/mobile:type",
                        "6 known");
        assertThat(answers.get(5).path("subject")).isEqualTo(answers.get(0).path("subject"));
        assertThat(answers.get(0).path("receipts").propertyNames())
                .containsExactly("member_register");
        assertThat(answers.getLast().toString())
                .isEqualTo(
                        "{\"end\":true,\"complete\":true,\"rows\":6,\"taken\":2,\"known\":1,\"valid\":0,\"refused\":3}");
        assertThat(answers.toString()).doesNotContain("诸葛", "1380000", "zhuge");
    }

    @Test
    void the_same_rows_again_have_the_same_answers_and_no_second_effect() throws SQLException {
        var rows = sent.members(number, 70);
        var first = sent.ndjson(rows);
        var people = people();
        var receipts = DEPLOYMENT.ask("SELECT receipt_id FROM subject.receipt ORDER BY 1");

        var again = sent.ndjson(rows);
        var behind =
                sent.ndjson("?first=70", BodyPublishers.ofString(sent.members(number + 69, 1)));

        assertThat(words(again)).isEqualTo(words(first));
        assertThat(words(behind)).isEqualTo(words(first).subList(69, 70));
        assertThat(people()).isEqualTo(people);
        assertThat(DEPLOYMENT.ask("SELECT receipt_id FROM subject.receipt ORDER BY 1"))
                .isEqualTo(receipts);
    }

    /** Without the id of the decision, which is another each time. */
    private static List<String> words(List<JsonNode> answers) {
        return answers.stream()
                .filter(answer -> answer.has("status"))
                .map(answer -> answer.toString().replaceAll("d_[A-Za-z0-9_-]+", ""))
                .toList();
    }

    @Test
    void another_row_under_the_same_number_is_a_conflict() {
        sent.ndjson(sent.members(number, 1));

        assertThat(SentRows.told(sent.ndjson(sent.members(number + 1, 1))))
                .containsExactly("1 refused :key_of_another_body");
    }

    @Test
    void a_row_of_100_megabytes_is_refused_and_the_others_are_taken() {
        var huge = new byte[1 << 20];
        Arrays.fill(huge, (byte) '0');
        var parts =
                Stream.of(
                                Stream.of(stream(sent.members(number, 1) + "{\"channel\":\"")),
                                Stream.generate(() -> new ByteArrayInputStream(huge)).limit(100),
                                Stream.of(stream("\"}\n" + sent.members(number + 1, 1))))
                        .flatMap(part -> part)
                        .toList();
        var body =
                BodyPublishers.ofInputStream(
                        () -> new SequenceInputStream(Collections.enumeration(parts)));

        assertThat(SentRows.told(sent.ndjson("", body)))
                .containsExactly("1 taken", "2 refused :too_large", "3 taken");
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Clause("4.1.2-b")
    void a_consent_given_earlier_stands_with_its_time_and_place() throws SQLException {
        var earlier = Map.of("at", "2025-03-08", "channel", "web");
        var answers = sent.ndjson(sent.lines(Stream.of(given(earlier))));
        var receipt = answers.getFirst().path("receipts").path("member_register").asString("");

        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT (at AT TIME ZONE 'Asia/Shanghai')::date || ' ' || channel FROM subject.receipt WHERE receipt_id = '"
                                        + receipt
                                        + "'"))
                .containsExactly("2025-03-08 web");
    }

    private Member given(Map<String, String> earlier) {
        return Member.silent(number)
                .saying("channel", "import")
                .saying("verification", "none")
                .consent(
                        Map.of(
                                "purpose",
                                "member_register",
                                "notice_version",
                                1,
                                "act",
                                "signed",
                                "separate",
                                List.of("address"),
                                "earlier",
                                earlier));
    }

    @Test
    @Clause("4.1.2-b")
    void evidence_of_a_consent_has_to_make_sense_and_comes_with_imports_only() {
        var answers =
                sent.ndjson(
                        sent.lines(
                                Stream.of(
                                        given(Map.of("at", "2999-01-01", "channel", "app")),
                                        given(Map.of("at", "yesterday", "channel", "app")),
                                        given(Map.of("at", "2025-03-08", "channel", "pigeon")))));
        var outside =
                gateway.post(
                        "/v1/intakes",
                        SentRows.APP,
                        given(Map.of("at", "2025-03-08", "channel", "app")).body());

        assertThat(SentRows.told(answers))
                .containsExactly(
                        "1 refused /consents/0/earlier/at:range",
                        "2 refused /consents/0/earlier/at:time",
                        "3 refused /consents/0/earlier/channel:unknown_word");
        assertThat(outside.faults()).containsExactly("/consents/0/earlier import_only");
    }

    @Test
    void a_trial_decides_each_row_and_stores_nothing() throws SQLException {
        var people = people();
        var answers =
                sent.ndjson("?dry_run", BodyPublishers.ofString(sent.members(number, 2) + "{}\n"));

        assertThat(SentRows.told(answers))
                .containsExactly("1 valid", "2 valid", "3 refused /channel:type");
        assertThat(people()).isEqualTo(people);
    }

    @Test
    void an_import_without_an_id_or_of_another_form_is_refused_as_a_whole() {
        var rows = BodyPublishers.ofString(sent.members(number, 1));
        var nameless =
                gateway.request(SentRows.PATH, SentRows.APP)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(rows);
        var mislabelled = sent.request("").header("Content-Type", "application/json").POST(rows);

        for (var request : List.of(nameless, mislabelled)) {
            var answer = gateway.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        }
    }

    @Test
    void each_row_that_is_taken_has_its_record_and_all_that_a_single_intake_writes()
            throws SQLException {
        var single = SentRows.member(number).body();
        var alone = gateway.post("/v1/intakes", SentRows.APP, single);
        assertThat(alone.status()).as(alone.text()).isEqualTo(200);
        var rows = sent.ndjson(sent.members(number + 1, 5)).subList(0, 5);
        var ids = rows.stream().map(row -> row.path("id").asString("")).toList();

        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT decision_id FROM audit.record WHERE channel = 'import' AND operation = 'collect' AND outcome = 'permitted'"))
                .containsAll(ids);
        assertThat(ids).hasSize(5).doesNotHaveDuplicates();
        var receipts =
                Stream.concat(Stream.of(alone.body()), rows.stream())
                        .map(one -> one.path("receipts").path("member_register").asString(""))
                        .collect(Collectors.joining("', '", "'", "'"));
        for (var table : List.of("identity", "sensitive", "profile")) {
            assertThat(DEPLOYMENT.ask(alike(table, receipts)))
                    .as(table)
                    .hasSize(1)
                    .allMatch(found -> !found.startsWith("0 "));
        }
    }

    /** What people hold in a store, without the values; one row where all hold alike. */
    private static String alike(String store, String receipts) {
        return """
        SELECT DISTINCT count(v.row_id) || ' ' || coalesce(string_agg(concat_ws(' ', v.field, v.ordinal, v.purpose, v.expires_on, v.version), ', ' ORDER BY v.field), '')
        FROM subject.receipt r JOIN subject.key_record k USING (subject_id) LEFT JOIN %s.value v ON v.row_id = k.%s_row
        WHERE r.receipt_id IN (%s) GROUP BY k.subject_id
        """
                .formatted(store, store, receipts);
    }

    @Test
    void two_imports_of_the_same_people_at_once_make_each_of_them_once() throws SQLException {
        var before = people().size();
        var rows = sent.members(number, 300);
        var other = new SentRows(gateway, "other-" + number);

        var answers = Together.all(2, i -> i == 0 ? sent.ndjson(rows) : other.ndjson(rows));

        for (var one : answers) {
            assertThat(one.getLast().path("complete").asBoolean(false)).as("%s", one).isTrue();
            assertThat(SentRows.told(one))
                    .hasSize(300)
                    .allMatch(t -> t.matches("[0-9]+ (taken|known)"));
        }
        assertThat(people()).hasSize(before + 300);
    }
}
