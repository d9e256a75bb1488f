package io.menshen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.Clause;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the platform team, on a copy of the committed policies and without OPA. */
class PolicyCommandsTests {
    @TempDir Path temporary;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path policies = Path.of("policies");

    @BeforeEach
    void copies_the_committed_policies() throws IOException {
        policies = temporary.resolve("policies");
        CommittedPolicies.copy(policies);
    }

    @Test
    void the_committed_registries_bundle_cases_and_schemas_fit() {
        assertThat(run("check")).as(err::toString).isZero();
        assertThat(out.toString())
                .isEqualTo("policies: the registries, and what was built of them, fit\n");
    }

    @Test
    void check_names_file_line_and_nearest_name() throws IOException {
        edit(
                "registries/consumers.yaml",
                "[order_fulfil, service_notice]",
                "[order_fulfill, service_notice]");

        assertThat(run("check")).isOne();
        assertThat(err.toString())
                .contains(
                        "registries/consumers.yaml:10: there is no purpose 'order_fulfill'; nearest: order_fulfil")
                .contains("in the registries\n");
    }

    @Test
    void check_tells_that_registries_or_rules_are_newer_than_the_bundle() throws IOException {
        edit("registries/consumers.yaml", "per_minute: 600,", "per_minute: 601,");
        edit("rules/staff/staff.rego", "package rules.staff", "package rules.staff\n");

        assertThat(run("check")).isOne();
        assertThat(err.toString())
                .contains(
                        "bundle/menshen.tar.gz is older than the rules. Try: ./menshen policy build")
                .contains(
                        "bundle/menshen.tar.gz is older than the registries. Try: ./menshen policy build");
    }

    @Test
    void a_change_of_registries_is_built_without_opa_into_the_same_bytes_each_time()
            throws IOException {
        var before = bundle(policies);
        edit("registries/consumers.yaml", "per_minute: 600,", "per_minute: 601,");

        assertThat(run("build")).as(err::toString).isZero();

        var first = bundle(policies);
        assertThat(first.data().path("registries").path("revision").asInt())
                .isEqualTo(before.data().path("registries").path("revision").asInt() + 1);
        assertThat(first.manifest().path("revision").asString())
                .isEqualTo(first.data().path("registries").path("revision").asString());
        assertThat(first.bytes())
                .isEqualTo(
                        Bytes.copyOf(
                                Files.readAllBytes(policies.resolve("bundle/menshen.tar.gz"))));
        assertThat(run("check")).as(err::toString).isZero();
    }

    @Test
    void a_purpose_without_operations_is_refused_by_its_line_with_what_is_allowed()
            throws IOException {
        CommittedPolicies.edit(
                policies,
                "order_fulfil",
                "operations: [read, resolve, tokenize, collect]",
                "operations: []");

        for (var command : new String[] {"build", "check"}) {
            assertThat(run(command)).isOne();
            assertThat(err.toString())
                    .contains(
                            "registries/purposes.yaml:74: order_fulfil lists no operation: needed is one of them or more (activate, approve, audit, ")
                    .doesNotContain("Exception", "\tat ");
            err.getBuffer().setLength(0);
        }
    }

    @Test
    void building_what_did_not_change_raises_nothing() throws IOException {
        var before = bundle(policies);

        assertThat(run("build")).as(err::toString).isZero();

        assertThat(bundle(policies)).isEqualTo(before);
        assertThat(out.toString()).contains("nothing changed");
    }

    @Test
    void builds_nothing_that_decides_a_case_of_the_standard_otherwise() throws IOException {
        var before = bundle(policies);
        edit(
                "registries/purposes.yaml",
                "      nickname: {treatment: mask}\n      points_balance",
                "      nickname: {treatment: mask}\n      gender: {treatment: clear}\n      points_balance");

        assertThat(run("build")).isOne();

        assertThat(err.toString())
                .contains(
                        "recognition.json: \"the contract opens no identity card",
                        "Nothing was written.");
        assertThat(bundle(policies)).isEqualTo(before);
    }

    @Test
    @Clause("4.1.2-d")
    void explains_which_rule_refuses_where_and_what_the_caller_sees() {
        assertThat(
                        run(
                                "explain",
                                "mail-marketing",
                                "marketing_email",
                                "--state",
                                "consent=withdrawn",
                                "--day",
                                "2026-11-24"))
                .as(err::toString)
                .isOne();

        assertThat(out.toString())
                .startsWith("REFUSED  mail-marketing · marketing_email · read")
                .containsPattern(
                        " ✗ consent_withdrawn +4\\.1\\.2-d +rules/consent/consent\\.rego:[0-9]+  Consent was withdrawn")
                .containsPattern(" ✓ security +4\\.1\\.4-c +registries/consumers\\.yaml:38  mlps")
                .contains("One rule refuses. Without it the answer would be:")
                .containsPattern(
                        "full_name +generalize \\(salutation\\) +registries/purposes\\.yaml:[0-9]+")
                .contains(
                        "by token 403 /problems/consent-withdrawn; by identifier 404 /problems/not-found");
    }

    @Test
    void explains_an_answer_and_tells_no_state_of_a_person_outside() {
        assertThat(run("explain", "delivery", "service_notice")).isZero();
        assertThat(out.toString()).startsWith("ALLOWED").contains("by token 200");

        assertThat(run("explain", "delivery", "service_notice", "--state", "lifecycle=frozen"))
                .isOne();
        assertThat(out.toString())
                .contains("by token 403 /problems/subject-unavailable; by identifier 404");

        assertThat(run("explain", "vendor-x", "vendor_processing")).isOne();
        assertThat(out.toString()).contains("by token and by identifier 403 /problems/system-mlps");
    }

    @Test
    @Clause("4.2")
    void explains_what_a_channel_takes_in() {
        var asked = List.of("app", "member_register", "--operation", "collect");
        assertThat(run("explain", with(asked, "parking"))).as(out::toString).isZero();

        assertThat(run("explain", with(asked, "footfall"))).isOne();
        assertThat(out.toString())
                .containsPattern(
                        " ✗ channel_purpose +4\\.2 +rules/channel/channel\\.rego:[0-9]+  This channel")
                .containsPattern("registries/channels\\.yaml:[0-9]+  purposes: \\{\\}");
    }

    private static String[] with(List<String> asked, String channel) {
        return Stream.concat(asked.stream(), Stream.of("--channel", channel))
                .toArray(String[]::new);
    }

    @Test
    void wrong_use_is_one_line_that_says_what_to_do() {
        assertThat(run("explain", "delivry", "service_notice")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no consumer 'delivry'; nearest: delivery");

        assertThat(run("explain", "delivery", "service_notice", "--state", "consent=maybe"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("consent is 'maybe'; allowed: missing, granted, stale, withdrawn");

        assertThat(run("explain")).isEqualTo(2);
        assertThat(err.toString()).contains("Try: ./menshen policy explain --help");
    }

    private int run(String command, String... more) {
        var arguments = new String[more.length + 4];
        arguments[0] = "policy";
        arguments[1] = command;
        arguments[2] = "--policies";
        arguments[3] = policies.toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Commands.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private static BundleFiles bundle(Path policies) throws IOException {
        return new PolicyFolder(policies).committed();
    }

    private void edit(String file, String old, String changed) throws IOException {
        var path = policies.resolve(file);
        var text = Files.readString(path);
        assertThat(text).contains(old);
        Files.writeString(path, text.replace(old, changed));
    }
}
