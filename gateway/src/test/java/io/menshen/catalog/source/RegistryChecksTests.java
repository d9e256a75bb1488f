package io.menshen.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.catalog.Field;
import io.menshen.kernel.Clause;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the registries must hold, and what the build refuses of them. */
class RegistryChecksTests {
    @TempDir Path folder;

    private EditedRegistries registries = new EditedRegistries(Path.of("."));

    @BeforeEach
    void copies_the_committed_registries() throws IOException {
        registries = EditedRegistries.in(folder);
    }

    @Test
    @Clause("3.1")
    void every_category_of_the_standard_has_its_fields() {
        var categories =
                registries.catalog().fields().values().stream().map(Field::category).distinct();

        assertThat(categories)
                .containsExactlyInAnyOrder(
                        "C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11",
                        "C12", "C13", "C14", "C15", "C16", "C17", "C18", "EXT");
        assertThat(registries.catalog().fields()).hasSizeGreaterThan(75);
    }

    @Test
    @Clause("4.2")
    void every_channel_of_the_standard_is_registered_with_its_owner() {
        assertThat(registries.catalog().channels()).hasSize(15);
        assertThat(registries.catalog().channel("parking").orElseThrow().owner())
                .isEqualTo("parking");
        assertThat(registries.catalog().channel("telepathy")).isEmpty();
    }

    @Test
    @Clause("4.1.3-c")
    void borrows_consent_from_a_compatible_purpose_alone() throws IOException {
        assertThat(registries.catalog().consentOf("analytics_deid")).contains("profiling");
        assertThat(registries.catalog().consentOf("vendor_processing")).contains("order_fulfil");
        assertThat(registries.catalog().consentOf("survey")).contains("survey");
        assertThat(registries.catalog().consentOf("curiosity")).isEmpty();

        registries.edit(
                "purposes.yaml", "compatible_with: {profiling:", "compatible_with: {survey:");

        assertThat(registries.problems())
                .singleElement()
                .asString()
                .contains("say why under 'compatible_with'");
    }

    @Test
    @Clause("4.1.4-e")
    void no_purpose_can_express_a_sale() throws IOException {
        registries.edit("purposes.yaml", "manner: [read, provision]", "manner: [read, sale]");

        assertThat(registries.problems())
                .hasSize(2)
                .allSatisfy(p -> assertThat(p).contains("is 'sale'; allowed: "));
    }

    @Test
    @Clause("4.1.2-d")
    void a_purpose_of_consent_can_be_withdrawn_from() throws IOException {
        registries.edit(
                "purposes.yaml",
                "withdraw]\n    retention_days: 180",
                "match]\n    retention_days: 180");

        assertThat(registries.problems())
                .singleElement()
                .asString()
                .contains("it needs the operation 'withdraw'");
    }

    @Test
    @Clause("PIPL-46")
    void what_leads_to_a_person_is_not_corrected_by_them() throws IOException {
        registries.edit(
                "purposes.yaml",
                "      occupation: {treatment: clear}\n      education: {treatment: clear}\n      transport: {treatment: clear}\n  rights_intake:",
                "      email: {treatment: mask}\n  rights_intake:");

        assertThat(registries.problems())
                .singleElement()
                .asString()
                .contains("email cannot be corrected by the person");
    }

    @Test
    void the_purpose_of_an_account_corrects_closes_and_erases() throws IOException {
        registries.edit(
                "purposes.yaml",
                "operations: [read, correct, close, erase]",
                "operations: [read, correct, erase]");

        assertThat(registries.problems())
                .singleElement()
                .asString()
                .contains("person_account needs the operation 'close'");
    }

    @Test
    void a_purpose_that_sends_has_an_address_for_the_connector() throws IOException {
        registries.edit(
                "purposes.yaml",
                "mobile: {treatment: connector_only}\n      points_balance",
                "points_balance");

        assertThat(registries.problems())
                .singleElement()
                .asString()
                .contains("points sends, yet no address");
    }

    @Test
    void names_the_nearest_type_and_mask() throws IOException {
        registries.edit(
                "fields.yaml",
                "mask: {kind: mobile}, type: mobile",
                "mask: {kind: mobil}, type: mobille");

        assertThat(registries.problems())
                .containsExactly(
                        "fields.yaml:16: fields.mobile.mask.kind is 'mobil'; nearest: mobile",
                        "fields.yaml:16: fields.mobile.type is 'mobille'; nearest: mobile");
    }

    @Test
    void refuses_a_member_of_staff_who_could_unmask_at_one_desk_what_another_shows()
            throws IOException {
        registries.edit(
                "consumers.yaml",
                "purposes: [public_security, data_retrieval]",
                "purposes: [public_security, data_retrieval, gift_sample]");

        assertThat(registries.problems())
                .isNotEmpty()
                .allSatisfy(p ->
                        assertThat(p)
                                .contains(
                                        "mobile may be looked up",
                                        "at 'security-office' shows it masked"));
    }

    @Test
    void refuses_a_consumer_that_may_tokenise_guesses_at_what_it_is_shown_masked()
            throws IOException {
        registries.edit(
                "purposes.yaml",
                "      search: {treatment: clear}\n      review",
                "      mobile: {treatment: tokenize}\n      review");

        assertThat(registries.problems())
                .isNotEmpty()
                .anySatisfy(p ->
                        assertThat(p)
                                .contains(
                                        "mobile may be tokenised under 'account_service', yet 'member_register'"));
    }
}
