package io.menshen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.catalog.source.Compilation.Registries;
import io.menshen.kernel.BusinessDay;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New entries on a copy of the committed policies, and what check says of them. */
class PolicyNewTests {
    @TempDir private Path temporary;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path policies = Path.of("policies");

    @BeforeEach
    void copies_the_committed_policies() throws IOException {
        policies = temporary.resolve("policies");
        CommittedPolicies.copy(policies);
    }

    @Test
    void a_new_consumer_stands_behind_the_others_untouched_and_may_ask_nothing()
            throws IOException {
        var before = Files.readString(registry("consumers"));

        assertThat(run("new", "consumer", "survey-tool", "--owner", "marketing", "--zh", "问卷系统"))
                .as(err::toString)
                .isZero();

        assertThat(Files.readString(registry("consumers"))).startsWith(before);
        assertThat(added("consumers", before))
                .contains(
                        "  survey-tool:",
                        "    label: {zh: 问卷系统, en: survey-tool}  # what people call it",
                        "    owner: marketing  # the role that answers for it",
                        "    # staff: none  # whether tokens name a person (none, required)",
                        "    purposes: []  # those it may name",
                        "    # mlps: {level: …, expires: …}  # its certification (4.1.4-c)",
                        "    caps: {per_minute: 1, per_day: 1}  # how many persons it may ask about");
        assertThat(out.toString()).contains("consumer 'survey-tool' may do nothing yet");
        assertThat(registries().catalog().consumer("survey-tool").orElseThrow().purposes())
                .isEmpty();
    }

    @Test
    void what_was_begun_is_built_and_checked_without_another_edit() {
        run("new", "consumer", "survey-tool", "--owner", "marketing");
        run("new", "field", "shoe_size", "--owner", "marketing", "--set", "sensitivity=G");
        run(
                "new",
                "purpose",
                "shoe_survey",
                "--owner",
                "marketing",
                "--set",
                "assessment=PIA-2026-099");

        assertThat(run("build")).as(err::toString).isZero();
        assertThat(run("check")).as(err::toString).isZero();
    }

    @Test
    void a_new_purpose_is_off_and_what_only_a_person_knows_is_asked_for() {
        assertThat(run("new", "purpose", "shoe_survey", "--owner", "marketing")).isZero();
        assertThat(out.toString())
                .contains("to fill in before ./menshen policy build:")
                .containsPattern(
                        "purposes\\.yaml:\\d+: purposes\\.shoe_survey\\.assessment must be there: number of the risk assessment");

        assertThat(run("check")).isOne();
        assertThat(err.toString())
                .containsPattern("purposes\\.yaml:\\d+: purposes\\.shoe_survey\\.assessment must")
                .contains("1 problem in the registries");
    }

    @Test
    void a_new_field_is_sensitive_and_withheld_until_somebody_says_otherwise() {
        assertThat(run("new", "field", "shoe_size", "--owner", "marketing")).isZero();
        assertThat(out.toString())
                .containsPattern("fields\\.shoe_size\\.kind must be there: what a separate consent")
                .contains("biometrics, communication, credit");

        run("new", "field", "shoe_width", "--owner", "marketing", "--set", "kind=health");
        assertThat(out.toString()).doesNotContain("shoe_width.kind");
    }

    @Test
    void a_name_that_is_taken_or_none_is_refused_and_nothing_is_written() throws IOException {
        var before = Files.readString(registry("consumers"));

        assertThat(run("new", "consumer", "delivery")).isEqualTo(2);
        assertThat(err.toString())
                .contains("there is a consumer 'delivery' already: consumers.yaml:4");
        assertThat(run("new", "consumer", "Survey Tool")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "'Survey Tool' is no name of a consumer; allowed: small letters, digits and '-'");
        assertThat(run("new", "consumer", "survey-tool", "--set", "purpose=[survey]")).isEqualTo(2);
        assertThat(err.toString()).contains("a consumer has no 'purpose'; nearest: purposes");
        assertThat(run("new", "consumer", "survey-tool", "--set", "purposes=[survey")).isEqualTo(2);
        assertThat(err.toString()).contains("purposes is not YAML: [survey");
        assertThat(run("new", "customer", "survey-tool")).isEqualTo(2);
        assertThat(err.toString()).contains("Try: ./menshen policy new --help");
        assertThat(Files.readString(registry("consumers"))).isEqualTo(before);
    }

    @Test
    void words_that_mean_something_else_to_yaml_are_quoted() throws IOException {
        var owner = "true";

        run("new", "consumer", "survey-tool", "--owner", owner, "--en", "survey: the #1 {tool}");

        var consumer = registries().catalog().consumer("survey-tool").orElseThrow();
        assertThat(consumer.owner()).isEqualTo(owner);
        assertThat(consumer.label().en()).isEqualTo("survey: the #1 {tool}");
    }

    @Test
    void a_registry_that_is_not_a_block_is_left_as_it_is() throws IOException {
        Files.writeString(registry("consumers"), "consumers: {}\n");

        assertThat(run("new", "consumer", "survey-tool")).isEqualTo(2);
        assertThat(err.toString()).contains("write it as a block");
        assertThat(Files.readString(registry("consumers"))).isEqualTo("consumers: {}\n");
    }

    @Test
    void check_says_what_ends_within_sixty_thirty_and_seven_days() throws IOException {
        var today = BusinessDay.today(Clock.systemUTC());
        var text = Files.readString(registry("consumers"));
        for (var days : List.of(61, 60, 8, 7, -1)) {
            text =
                    text.replaceFirst(
                            "2028-03-02\"}\n    caps",
                            today.plusDays(days) + "\"}\n    caps /" + days);
        }
        Files.writeString(registry("consumers"), text.replaceAll("caps /-?\\d+", "caps"));

        run("check");

        assertThat(out.toString().lines().filter(line -> line.contains("notice")))
                .satisfiesExactly(
                        line -> assertThat(line).contains("in 7 days (7 days' notice)"),
                        line -> assertThat(line).contains("in 8 days (30 days' notice)"),
                        line ->
                                assertThat(line)
                                        .startsWith("consumers.yaml:")
                                        .contains("in 60 days (60 days' notice): consumers/"));
    }

    private Registries registries() {
        return (Registries) new PolicyFolder(policies).compile();
    }

    private Path registry(String name) {
        return new PolicyFolder(policies).registry(name);
    }

    private Stream<String> added(String name, String before) throws IOException {
        return Files.readString(registry(name)).substring(before.length()).lines();
    }

    private int run(String command, String... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var arguments =
                Stream.concat(
                                Stream.of("policy", command, "--policies", policies.toString()),
                                Stream.of(more))
                        .toArray(String[]::new);
        return Commands.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
