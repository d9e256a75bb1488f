package io.menshen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** CSV as programs write it, and as it should not be. */
class ImportCsvEndToEndTests {
    private static final AtomicInteger NUMBERS = new AtomicInteger(100);
    private static final String HEAD = "会员号,姓名,手机号,等级,备注,同意日期\r\n";

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final int number = NUMBERS.getAndAdd(100);
    private final SentRows sent = new SentRows(gateway, "csv-" + number);

    private Map<String, Object> mapping() {
        return Map.of(
                "channel",
                "import",
                "purpose",
                "member_register",
                "columns",
                Map.of("会员号", "external_id", "姓名", "full_name", "手机号", "mobile", "等级", "tier"),
                "ignored",
                List.of("备注"),
                "consents",
                List.of(
                        Map.of(
                                "purpose", "member_register",
                                "notice_version", 1,
                                "notice_hash", new ShownNotice(gateway).hash("member_register"),
                                "act", "signed",
                                "at_column", "同意日期",
                                "where", "service_desk")));
    }

    private String row(int offset, String name) {
        var own = number + offset;
        return "csv-%d,%s,1380000%04d,gold,,2025-03-08\r\n".formatted(own, name, own);
    }

    private List<String> told(HttpResponse<String> answer) {
        return SentRows.told(SentRows.answers(answer));
    }

    @Test
    void rows_are_taken_by_the_names_of_their_columns() throws SQLException {
        var rows =
                "\uFEFF"
                        + HEAD
                        + row(1, "\"诸葛慧\"")
                        + row(2, "=1+1")
                        + row(3, "慧敏").replace(",gold,,", ",gold,\"一行,\n又一行\",")
                        + row(4, "无日期").replace("2025-03-08", "");
        var answer = sent.csv(mapping(), rows);

        assertThat(told(answer))
                .containsExactly(
                        "1 taken",
                        "2 refused /fields/full_name:type",
                        "3 taken",
                        "4 refused /consents/0/earlier/at:time");
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT DISTINCT channel || ' ' || (at AT TIME ZONE 'Asia/Shanghai')::date FROM subject.receipt"))
                .containsExactly("service_desk 2025-03-08");
    }

    @Test
    void broken_rows_are_told_by_their_numbers_and_the_others_are_taken() {
        var bytes = new ArrayList<byte[]>();
        bytes.add((HEAD + row(1, "诸葛甲") + "csv-x,乙\r\n").getBytes(UTF_8));
        bytes.add(new byte[] {'c', ',', (byte) 0xC4, (byte) 0xE3, ',', '1', ',', ',', ',', '\n'});
        bytes.add(
                (row(4, "诸葛庚").replace(",gold,,", ",gold,a\"b\",")
                                + row(5, "诸葛丙")
                                + row(6, "\"" + "x".repeat(70_000) + "\""))
                        .getBytes(UTF_8));
        bytes.add((row(7, "诸葛丁") + row(8, "\"never closed") + row(9, "诸葛戊")).getBytes(UTF_8));

        assertThat(told(sent.csv(mapping(), joined(bytes))))
                .containsExactly(
                        "1 taken",
                        "2 refused :cells",
                        "3 refused :encoding",
                        "4 taken",
                        "5 taken",
                        "6 refused :too_large",
                        "7 taken",
                        "8 refused :quote_open");
    }

    @Test
    void nobody_vanishes_behind_a_quote_or_a_carriage_return() {
        var rows =
                row(1, "诸葛甲").replace(",gold,,", ",gold,5\" 屏,")
                        + row(2, "诸葛乙").replace(",gold,,", ",gold,6\" 屏,")
                        + row(3, "诸葛丙").replace("\r\n", "\r")
                        + row(4, "诸葛丁")
                        + row(5, "诸葛戊");
        var returns = new SentRows(gateway, "returns-" + number);

        assertThat(told(sent.csv(mapping(), HEAD + rows)))
                .containsExactly("1 taken", "2 taken", "3 refused :line_end", "4 taken");
        assertThat(faults(returns.csv(mapping(), (HEAD + row(6, "诸葛己")).replace("\n", ""))))
                .containsExactly(" line_end");
    }

    @Test
    void the_same_row_under_another_mapping_is_another_write() {
        sent.csv(mapping(), HEAD + row(1, "诸葛甲"));
        var columns = Map.of("会员号", "external_id", "姓名", "full_name", "手机号", "mobile");
        var other = new HashMap<>(mapping());
        other.put("columns", columns);
        other.put("ignored", List.of("备注", "等级"));

        assertThat(told(sent.csv(other, HEAD + row(1, "诸葛甲"))))
                .containsExactly("1 refused :key_of_another_body");
        assertThat(told(sent.csv(mapping(), HEAD + row(1, "诸葛甲")))).containsExactly("1 taken");
    }

    private static byte[] joined(List<byte[]> parts) {
        var whole = new java.io.ByteArrayOutputStream();
        parts.forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    @Test
    void columns_that_do_not_fit_the_mapping_refuse_the_whole_by_their_places() {
        var unknown = sent.csv(mapping(), HEAD.replace("备注", "电话") + row(1, "诸葛甲"));
        var missing = sent.csv(mapping(), HEAD.replace(",同意日期", "") + row(1, "诸葛甲"));
        var twice = sent.csv(mapping(), HEAD.replace("备注", "姓名") + row(1, "诸葛甲"));
        var empty = sent.csv(mapping(), "");

        assertThat(List.of(faults(unknown), faults(missing), faults(twice), faults(empty)))
                .containsExactly(
                        List.of("/columns/5 column_unknown"),
                        List.of("/columns column_missing"),
                        List.of("/columns/5 column_repeated"),
                        List.of(" empty"));
        assertThat(unknown.body()).doesNotContain("电话", "诸葛");
    }

    private static List<String> faults(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return Answer.of(answer).faults();
    }

    @Test
    void a_file_with_names_of_columns_alone_has_no_rows() {
        var answers = SentRows.answers(sent.csv(mapping(), HEAD));

        assertThat(answers).hasSize(1);
        assertThat(answers.getFirst().path("rows").asInt(-1)).isZero();
    }

    @Test
    void who_is_known_is_updated_by_a_column_that_names_them() {
        sent.csv(mapping(), HEAD + row(1, "诸葛甲"));
        var points =
                Map.of(
                        "channel",
                        "import",
                        "purpose",
                        "account_service",
                        "columns",
                        Map.of("积分", "points_balance"),
                        "subject",
                        Map.of("会员号", "external_id"),
                        "notice_version",
                        1,
                        "notice_hash",
                        new ShownNotice(gateway).hash("account_service"));
        var other = new SentRows(gateway, "points-" + number);
        var rows = "会员号,积分\ncsv-%d,120\ncsv-%d,7\n".formatted(number + 1, number + 99);

        assertThat(told(other.csv(points, rows)))
                .containsExactly("1 known", "2 refused :not_found");
    }

    @Test
    void csv_needs_its_mapping() {
        var request =
                sent.request("")
                        .header("Content-Type", "text/csv")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(HEAD));
        var answer = gateway.send(request.build(), HttpResponse.BodyHandlers.ofString());

        assertThat(faults(answer)).containsExactly("/headers/Menshen-Mapping mapping_missing");
    }
}
