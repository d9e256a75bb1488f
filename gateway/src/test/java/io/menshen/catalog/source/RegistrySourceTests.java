package io.menshen.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.catalog.Field.Retention;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Treatment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed registries, and what is said when someone slips while editing them. */
class RegistrySourceTests {
    @TempDir Path folder;

    private EditedRegistries registries = new EditedRegistries(Path.of("."));

    @BeforeEach
    void copies_the_committed_registries() throws IOException {
        registries = EditedRegistries.in(folder);
    }

    @Test
    void compiles_the_committed_registries_with_defaults_filled_in() {
        var catalog = registries.catalog();

        assertThat(catalog.field("mobile").orElseThrow().retention()).isEqualTo(Retention.SERVICE);
        assertThat(catalog.purpose("third_party_provide").orElseThrow().enabled()).isFalse();
        assertThat(catalog.purpose("order_fulfil").orElseThrow().enabled()).isTrue();
        assertThat(catalog.planned("order_fulfil", "mobile").orElseThrow().treatment())
                .isEqualTo(Treatment.CLEAR);
        assertThat(catalog.consumer("primary", "delivery").orElseThrow().resolveBy("order_fulfil"))
                .containsExactly("mobile");
        assertThat(catalog.consumer("nobody")).isEmpty();
    }

    @Test
    void keeps_the_order_of_the_registry() {
        assertThat(registries.catalog().fields().keySet())
                .startsWith("customer_id", "member_card_no", "external_id", "full_name");
    }

    @Test
    void names_file_line_and_nearest_field() throws IOException {
        registries.edit(
                "purposes.yaml",
                "003\n    fields:\n      mobile: {treatment: mask}",
                "003\n    fields:\n      mobil: {treatment: mask}");

        assertThat(registries.problems())
                .contains("purposes.yaml:66: there is no field 'mobil'; nearest: mobile");
    }

    @Test
    void names_the_allowed_words_and_the_nearest_key() throws IOException {
        registries.edit("deployment.yaml", "consent: basis", "consent: lax");
        registries.edit("deployment.yaml", "owner: platform", "ovner: platform");

        assertThat(registries.problems())
                .containsExactly(
                        "deployment.yaml:3: deployment lacks 'owner'",
                        "deployment.yaml:10: there is no key 'ovner'; nearest: owner",
                        "deployment.yaml:14: deployment.consent is 'lax'; allowed: basis, strict");
    }

    @Test
    void refuses_a_field_shown_clearer_than_its_default_without_why() throws IOException {
        registries.edit(
                "purposes.yaml",
                "003\n    fields:\n      mobile: {treatment: mask}",
                "003\n    fields:\n      mobile: {treatment: clear}");

        assertThat(registries.problems())
                .containsExactly(
                        "purposes.yaml:66: mobile is shown as 'clear', clearer than its default"
                                + " 'mask': say 'why'");
    }

    @Test
    @Clause("4.1.2-g")
    void refuses_a_sensitive_field_without_necessity_and_effect() throws IOException {
        registries.edit(
                "purposes.yaml",
                "003\n    fields:\n      mobile: {treatment: mask}",
                "003\n    fields:\n      mobile: {treatment: mask}\n      home_address: {treatment: mask}");

        assertThat(registries.problems())
                .containsExactly(
                        "purposes.yaml:67: home_address: a sensitive field needs 'necessity' and"
                                + " 'effect' (T/CCAGM 002 4.1.2-g)");
    }

    @Test
    void refuses_a_consumer_that_may_look_up_what_it_is_shown_masked() throws IOException {
        registries.edit(
                "consumers.yaml", "account_service: [external_id]", "account_service: [mobile]");

        assertThat(registries.problems())
                .hasSize(2)
                .allSatisfy(p -> assertThat(p).startsWith("consumers.yaml:").contains("masked"))
                .anySatisfy(p -> assertThat(p).contains("'phone_bind'"));
    }

    @Test
    void refuses_a_consumer_with_an_unknown_purpose() throws IOException {
        registries.edit(
                "consumers.yaml",
                "[order_fulfil, service_notice]",
                "[order_fulfill, service_notice]");

        assertThat(registries.problems())
                .anySatisfy(p -> assertThat(p).contains("'order_fulfill'; nearest: order_fulfil"));
    }

    @Test
    void refuses_the_same_key_twice_and_what_is_no_yaml() throws IOException {
        registries.edit("deployment.yaml", "  owner: platform", "  name: other\n  owner: platform");
        Files.writeString(folder.resolve("floor.yaml"), "floor: [");

        assertThat(registries.problems())
                .anySatisfy(p -> assertThat(p).isEqualTo("deployment.yaml:10: 'name' is twice"))
                .anySatisfy(p -> assertThat(p).startsWith("floor.yaml:1: is not YAML"));
    }

    @Test
    void refuses_a_folder_without_a_registry() throws IOException {
        Files.delete(folder.resolve("staff.yaml"));

        assertThat(registries.problems())
                .containsExactly("staff.yaml: cannot be read (NoSuchFileException)");
    }
}
