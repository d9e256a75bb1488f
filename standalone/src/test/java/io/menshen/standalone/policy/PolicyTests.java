package io.menshen.standalone.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTests {
    private static final Path POLICIES = Path.of("../policies");

    @TempDir Path temporary;

    @Test
    void sources_that_were_built_do_not_differ_and_each_edit_is_named() throws IOException {
        var bundle = BuiltBundle.read();
        copy();
        assertThat(new PolicySources(temporary).differingFrom(bundle)).isEmpty();
        edit(
                "rules/scope/scope.rego",
                "contains \"field_outside_purpose\" if {",
                "contains \"withheld_by_registry\" if {");
        edit("registries/consumers.yaml", "caps: {per_minute: 600,", "caps: {per_minute: 601,");
        edit(
                "registries/staff.yaml",
                "    marketer: {",
                "    another: {label: {zh: x, en: x}, owner: x}\n    marketer: {");
        assertThat(new PolicySources(temporary).differingFrom(bundle))
                .containsExactly(
                        "rules/scope/scope.rego",
                        "registries/consumers.yaml",
                        "registries/staff.yaml");
    }

    @Test
    void without_a_working_copy_nothing_differs() throws IOException {
        assertThat(new PolicySources(temporary).differingFrom(BuiltBundle.read())).isEmpty();
    }

    @Test
    void reasons_are_explained_by_the_rules() throws IOException {
        var reasons = new ReasonBook(BuiltBundle.read());
        assertThat(reasons.explained("system_mlps")).contains("MLPS").contains("(4.1.4-c)");
        assertThat(reasons.explained("field_outside_purpose")).endsWith("(4.1.1)");
        assertThat(reasons.explained("capped")).isEqualTo("capped");
    }

    @Test
    void consumers_say_their_purposes_and_whether_they_need_staff() throws IOException {
        var consumers = new Consumers(BuiltBundle.read());
        assertThat(consumers.named("service-desk").staff()).isTrue();
        assertThat(consumers.named("delivery").staff()).isFalse();
        assertThat(consumers.named("delivery").purposes()).contains("order_fulfil");
    }

    private void copy() throws IOException {
        for (var part : new String[] {"rules", "registries"}) {
            try (Stream<Path> all = Files.walk(POLICIES.resolve(part))) {
                for (var file : all.toList()) {
                    Files.copy(file, temporary.resolve(POLICIES.relativize(file).toString()));
                }
            }
        }
    }

    private void edit(String name, String old, String changed) throws IOException {
        var file = temporary.resolve(name);
        var text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, changed));
    }
}
