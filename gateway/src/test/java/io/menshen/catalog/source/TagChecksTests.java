package io.menshen.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build refuses of tags. */
class TagChecksTests {
    private static final String FILE = "tags.yaml";
    private static final String INPUTS = "inputs: [visit_frequency]";

    @TempDir Path folder;

    private EditedRegistries registries = new EditedRegistries(Path.of("."));

    @BeforeEach
    void copies_the_committed_registries() throws IOException {
        registries = EditedRegistries.in(folder);
    }

    private void finds(String... parts) {
        assertThat(registries.problems()).singleElement().asString().contains(parts);
    }

    @Test
    @Clause("3.4")
    void a_tag_carries_a_purpose_that_has_a_field_for_it() throws IOException {
        var tag = "kind: behaviour, purpose: ";
        registries.edit(FILE, tag + "profiling, " + INPUTS, tag + "survey, inputs: []");

        finds("tags.yaml:9: survey has no field for tags");
    }

    @Test
    @Clause("3.4")
    void a_tag_is_made_of_fields_of_its_purpose() throws IOException {
        registries.edit(FILE, INPUTS, "inputs: [visit_frequence]");

        finds("tags.yaml:9: there is no field of profiling 'visit_frequence'; nearest: visit_");
    }

    @Test
    @Clause("3.4")
    void a_tag_of_a_sensitive_field_would_be_sensitive_and_is_refused() throws IOException {
        registries.edit(
                "purposes.yaml",
                "      customer_tag: {treatment: clear}\n      visit_frequency",
                "      health: {treatment: withhold, necessity: {zh: 无, en: none}, effect: {zh: 无, en: none}}\n"
                        + "      customer_tag: {treatment: clear}\n      visit_frequency");
        registries.edit(FILE, INPUTS, "inputs: [health]");

        finds("tags.yaml:9: health is sensitive (S)", "3.4");
    }

    @Test
    @Clause("3.4")
    void a_tag_is_of_one_of_the_kinds_that_the_standard_names() throws IOException {
        registries.edit(FILE, "kind: behaviour", "kind: zodiac");

        finds("is 'zodiac'; allowed: basic, behaviour, interest, psychology, social");
    }
}
