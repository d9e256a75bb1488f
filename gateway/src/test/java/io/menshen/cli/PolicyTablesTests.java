package io.menshen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sees what, and what a change would change, on a copy of the committed policies. */
class PolicyTablesTests {
    private static final String PLANNED = "      tier: {treatment: clear}";

    @TempDir Path temporary;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path policies = Path.of("policies");
    private Path old = Path.of("old.tar.gz");

    @BeforeEach
    void copies_the_committed_policies() throws IOException {
        policies = temporary.resolve("policies");
        CommittedPolicies.copy(policies);
        old = Files.copy(policies.resolve("bundle/menshen.tar.gz"), temporary.resolve("old"));
    }

    private int run(String command, Object... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var words = new ArrayList<>(List.of("policy", command, "--policies", policies.toString()));
        Stream.of(more).map(Object::toString).forEach(words::add);
        return Commands.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                words.toArray(String[]::new));
    }

    @Test
    void the_matrix_tells_what_each_consumer_and_role_sees() {
        assertThat(run("matrix", "--format", "csv")).as(err::toString).isZero();
        var lines = out.toString().lines().toList();

        assertThat(lines.getFirst())
                .isEqualTo("consumer,purpose,operation,role,field,shown,reason");
        assertThat(lines)
                .contains(
                        "delivery,order_fulfil,read,,mobile,clear,",
                        "service-desk,customer_care,read,desk_clerk,full_name,mask,")
                .anyMatch(line -> line.matches("vendor-x,.*,refused,.*system_mlps.*"))
                .noneMatch(line ->
                        line.matches("analytics,.*,(clear|mask),.*") && line.contains(",mobile,"));
    }

    @Test
    void the_matrix_as_markdown_has_a_table_for_each_consumer() {
        assertThat(run("matrix")).as(err::toString).isZero();

        assertThat(out.toString())
                .contains(
                        "## delivery\n\n| field | order_fulfil | service_notice |\n|---|---|---|\n")
                .containsPattern("\\| `mobile` \\| clear \\|");
    }

    @Test
    void equal_bundles_do_not_differ() {
        assertThat(run("diff", old)).as(err::toString).isZero();
        assertThat(out.toString()).endsWith(" 0 differences, 0 of them wider\n");
    }

    @Test
    void what_shows_less_passes_and_what_shows_more_has_to_be_accepted() throws IOException {
        CommittedPolicies.edit(
                policies, "customer_care", PLANNED, "      tier: {treatment: withhold}");
        CommittedPolicies.edit(policies, "customer_care", "version: 1", "version: 2");
        assertThat(run("build")).as(err::toString).isZero();
        var changed = policies.resolve("bundle/menshen.tar.gz");

        assertThat(run("diff", old)).as(out::toString).isZero();
        assertThat(out.toString())
                .containsPattern("      .*  tier  clear -> withhold")
                .doesNotContain("WIDER");
        assertThat(run("diff", changed, old)).isOne();
        assertThat(out.toString()).containsPattern("WIDER .*  tier  withhold -> clear");
        assertThat(run("diff", changed, old, "--accept")).isZero();
    }

    @Test
    void what_is_no_bundle_is_named() {
        assertThat(run("diff", temporary.resolve("none"))).isEqualTo(2);
        assertThat(err.toString()).contains("none is no bundle");
    }
}
