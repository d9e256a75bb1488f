package io.menshen.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Field;
import io.menshen.catalog.source.Compilation.Faulty;
import io.menshen.catalog.source.Compilation.Registries;
import io.menshen.kernel.Clause;
import io.menshen.masking.FieldType;
import io.menshen.masking.Masking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the registries must hold, and what the build refuses of them. */
class RegistryChecksTests {
    private static final Path COMMITTED = Path.of("..", "policies", "registries");
    private static final Vocabulary KNOWN = new Vocabulary(FieldType.words(), Masking.kinds());

    @TempDir Path folder;

    @BeforeEach
    void copies_the_committed_registries() throws IOException {
        try (var files = Files.list(COMMITTED)) {
            for (var file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    @Test
    @Clause("3.1")
    void every_category_of_the_standard_has_its_fields() {
        var categories = catalog().fields().values().stream().map(Field::category).distinct();

        assertThat(categories)
                .containsExactlyInAnyOrder(
                        "C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11",
                        "C12", "C13", "C14", "C15", "C16", "C17", "C18", "EXT");
        assertThat(catalog().fields()).hasSizeGreaterThan(75);
    }

    @Test
    @Clause("4.2")
    void every_channel_of_the_standard_is_registered_with_its_owner() {
        assertThat(catalog().channels()).hasSize(15);
        assertThat(catalog().channel("parking").orElseThrow().owner()).isEqualTo("parking");
        assertThat(catalog().channel("telepathy")).isEmpty();
    }

    @Test
    @Clause("4.1.3-c")
    void borrows_consent_from_a_compatible_purpose_alone() throws IOException {
        assertThat(catalog().consentOf("analytics_deid")).contains("profiling");
        assertThat(catalog().consentOf("vendor_processing")).contains("order_fulfil");
        assertThat(catalog().consentOf("survey")).contains("survey");
        assertThat(catalog().consentOf("curiosity")).isEmpty();

        edit("purposes.yaml", "compatible_with: {profiling:", "compatible_with: {survey:");

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("say why under 'compatible_with'");
    }

    @Test
    @Clause("4.1.4-e")
    void no_purpose_can_express_a_sale() throws IOException {
        edit("purposes.yaml", "manner: [read, provision]", "manner: [read, sale]");

        assertThat(problems())
                .hasSize(2)
                .allSatisfy(p -> assertThat(p).contains("is 'sale'; allowed: "));
    }

    @Test
    @Clause("4.1.2-d")
    void a_purpose_of_consent_can_be_withdrawn_from() throws IOException {
        edit(
                "purposes.yaml",
                "withdraw]\n    retention_days: 180",
                "match]\n    retention_days: 180");

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("it needs the operation 'withdraw'");
    }

    @Test
    void a_purpose_that_sends_has_an_address_for_the_connector() throws IOException {
        edit(
                "purposes.yaml",
                "mobile: {treatment: connector_only}\n      points_balance",
                "points_balance");

        assertThat(problems()).singleElement().asString().contains("points sends, yet no address");
    }

    @Test
    void names_the_nearest_type_and_mask() throws IOException {
        edit(
                "fields.yaml",
                "mask: {kind: mobile}, type: mobile",
                "mask: {kind: mobil}, type: mobille");

        assertThat(problems())
                .containsExactly(
                        "fields.yaml:16: fields.mobile.mask.kind is 'mobil'; nearest: mobile",
                        "fields.yaml:16: fields.mobile.type is 'mobille'; nearest: mobile");
    }

    @Test
    void refuses_a_member_of_staff_who_could_unmask_at_one_desk_what_another_shows()
            throws IOException {
        edit(
                "consumers.yaml",
                "purposes: [public_security]",
                "purposes: [public_security, gift_sample]");

        assertThat(problems())
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
        edit(
                "purposes.yaml",
                "      search: {treatment: clear}\n      review",
                "      mobile: {treatment: tokenize}\n      review");

        assertThat(problems())
                .isNotEmpty()
                .anySatisfy(p ->
                        assertThat(p)
                                .contains(
                                        "mobile may be tokenised under 'account_service', yet 'member_register'"));
    }

    private void edit(String file, String old, String changed) throws IOException {
        var path = folder.resolve(file);
        var text = Files.readString(path);
        assertThat(text).contains(old);
        Files.writeString(path, text.replace(old, changed));
    }

    private Catalog catalog() {
        var compiled = new RegistrySource(folder, KNOWN).compile();
        assertThat(compiled).isInstanceOf(Registries.class);
        return ((Registries) compiled).catalog();
    }

    private List<String> problems() {
        var compiled = new RegistrySource(folder, KNOWN).compile();
        assertThat(compiled).isInstanceOf(Faulty.class);
        return ((Faulty) compiled).problems().stream().map(Problem::toString).toList();
    }
}
