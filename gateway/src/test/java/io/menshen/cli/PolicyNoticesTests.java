package io.menshen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person was told is not changed under its version, before any gateway is asked. */
@Clause({"4.1.2-b", "6.1.2"})
class PolicyNoticesTests {
    private static final String PURPOSE = "survey";

    @TempDir private Path temporary = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path policies = Path.of("policies");

    @BeforeEach
    void copies_the_committed_policies() throws IOException {
        policies = temporary.resolve("policies");
        CommittedPolicies.copy(policies);
    }

    private int run(String command) {
        err.getBuffer().setLength(0);
        return Commands.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "policy",
                command,
                "--policies",
                policies.toString());
    }

    private void edit(String old, String changed) throws IOException {
        CommittedPolicies.edit(policies, PURPOSE, old, changed);
    }

    private String notices() throws IOException {
        return Files.readString(policies.resolve("notices.json"));
    }

    @Test
    void what_covers_more_needs_a_version_and_is_told_by_its_line() throws IOException {
        var before = notices();
        edit(
                "satisfaction: {treatment: clear}",
                "satisfaction: {treatment: clear}\n      tier: {treatment: clear}");
        edit("manner: [read]", "manner: [read, profiling]");

        for (var command : new String[] {"check", "build"}) {
            assertThat(run(command)).as(command).isOne();
            assertThat(err.toString())
                    .containsPattern(
                            "registries/purposes\\.yaml:\\d+: the notice of survey covers more")
                    .contains("the manner 'profiling' is new; the field 'tier' is new")
                    .contains("set version: 2");
        }
        assertThat(notices()).isEqualTo(before);
    }

    @Test
    void other_words_need_a_version_too() throws IOException {
        edit("retention_days: 365", "retention_days: 366");

        assertThat(run("build")).isOne();
        assertThat(err.toString())
                .contains("the notice of survey says something else than version 1 did")
                .contains("set version: 2");
    }

    @Test
    void with_a_version_of_its_own_it_is_built_and_both_are_remembered() throws IOException {
        edit("retention_days: 365", "retention_days: 366");
        edit("version: 1", "version: 2");

        assertThat(run("build")).as(err::toString).isZero();
        assertThat(run("check")).as(err::toString).isZero();
        var survey = notices().substring(notices().indexOf("\"survey\""));
        assertThat(survey).startsWith("\"survey\": {\n  \"1\": {\"hash\":").contains("\n  \"2\": ");

        edit("version: 2", "version: 1");
        assertThat(run("build")).isOne();
        assertThat(err.toString()).contains("2 was built before: set version: 3");
    }

    @Test
    void a_text_that_was_not_built_is_told_by_check() throws IOException {
        edit("version: 1", "version: 2");

        assertThat(run("check")).isOne();
        assertThat(err.toString()).contains("notices.json is older than the registries");
    }

    @Test
    @Clause("4.1.2-a")
    void a_notice_without_manner_or_scope_fails_by_its_line() throws IOException {
        edit("manner: [read]", "manner: []");
        assertThat(run("check")).isOne();
        assertThat(err.toString())
                .containsPattern(
                        "registries/purposes\\.yaml:\\d+: the notice of survey tells no manner");

        CommittedPolicies.edit(
                policies,
                "tiered_marketing",
                """
                    fields:
                      customer_tag: {treatment: clear}
                      tier: {treatment: clear}
                      interest_category: {treatment: clear}
                """,
                "    fields: {}\n");
        assertThat(run("build")).isOne();
        assertThat(err.toString()).contains("the notice of tiered_marketing tells no scope");
    }

    @Test
    @Clause("4.1.2-b")
    void a_deployment_without_contact_fails() throws IOException {
        var file = policies.resolve("registries/deployment.yaml");
        Files.writeString(file, Files.readString(file).replaceAll("(?m)^    contact: .*\n", ""));

        assertThat(run("check")).isOne();
        assertThat(err.toString()).contains("controller lacks 'contact'");
    }
}
