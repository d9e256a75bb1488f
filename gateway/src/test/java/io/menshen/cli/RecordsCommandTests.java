package io.menshen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record of processing, on a copy of the committed policies. */
class RecordsCommandTests {
    @TempDir Path temporary;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path policies = Path.of("policies");

    @BeforeEach
    void copies_the_committed_policies() throws IOException {
        policies = temporary.resolve("policies");
        CommittedPolicies.copy(policies);
    }

    private int run(String... more) {
        var words = new ArrayList<>(List.of("records", "--policies", policies.toString()));
        words.addAll(List.of(more));
        return Commands.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                words.toArray(String[]::new));
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    @Test
    @Clause({"4.1.4-g", "5.2"})
    void every_purpose_has_its_line() {
        assertThat(run("--format", "csv")).as(err::toString).isZero();

        assertThat(lines().getFirst())
                .isEqualTo(
                        "purpose,label_zh,label_en,state,basis,fields,recipients,retention_days,owner,channels,assessment");
        assertThat(lines()).hasSize(46);
        assertThat(lines())
                .contains(
                        "phone_bind,绑定手机,phone binding,on,consent,mobile,app,1825,membership,"
                                + "app social_registration service_desk gift_scan sample_scan paper_form,PIA-2026-003",
                        "cross_border,出境,cross-border transfer,off,separate_consent,full_name,,365,privacy,,PIA-2026-029")
                .anyMatch(line ->
                        line.startsWith("shipping_label,")
                                && line.contains(",parent order_fulfil,"));
    }

    @Test
    @Clause({"4.1.3-a", "5.2"})
    void the_page_tells_what_each_channel_needs_and_what_for() {
        assertThat(run()).as(err::toString).isZero();

        assertThat(lines().getFirst()).isEqualTo("# 处理活动记录 Record of processing");
        assertThat(lines())
                .anyMatch(line ->
                        line.startsWith(
                                        "| 导购 sales guide `sales_guide` | 4.2.2.2 | store-operations |")
                                && line.contains(
                                        "member_card_no: 导购所办的会员卡 the card that the guide issues"))
                .anyMatch(line ->
                        line.startsWith("| 客流采集 footfall") && line.endsWith("| – | – | – |"));
        assertThat(lines().stream().filter(line -> line.startsWith("| ")))
                .allMatch(line -> line.chars().filter(c -> c == '|').count() == 9);
    }

    @Test
    void what_is_wrong_is_named_by_its_line() throws IOException {
        var file = policies.resolve("registries/channels.yaml");
        Files.writeString(file, Files.readString(file).replace("      survey:", "      survy:"));

        assertThat(run()).isEqualTo(1);
        assertThat(err.toString()).contains("channels.yaml:").contains("nearest: survey");
    }

    @Test
    void a_cell_is_text_in_a_spreadsheet_whatever_it_begins_with() {
        assertThat(ProcessingRecord.cell("=1+1")).isEqualTo("'=1+1");
        assertThat(ProcessingRecord.cell("a, \"b\"")).isEqualTo("\"a, \"\"b\"\"\"");
        assertThat(ProcessingRecord.cell("")).isEmpty();
    }
}
