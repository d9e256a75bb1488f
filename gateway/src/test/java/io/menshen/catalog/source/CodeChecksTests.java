package io.menshen.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.catalog.Code;
import io.menshen.kernel.Clause;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the registry of QR codes holds, and what the build refuses of it. */
class CodeChecksTests {
    private static final String FILE = "codes.yaml";

    @TempDir Path folder;

    private EditedRegistries registries = new EditedRegistries(Path.of("."));

    @BeforeEach
    void copies_the_committed_registries() throws IOException {
        registries = EditedRegistries.in(folder);
    }

    @Test
    @Clause("4.2")
    void codes_stand_where_the_standard_has_them() {
        assertThat(registries.catalog().codes().values())
                .extracting(Code::channel)
                .contains("app", "payment", "sales_guide", "gift_scan", "sample_scan", "parking");
    }

    @Test
    @Clause("4.2")
    void a_code_leads_to_a_channel_that_there_is() throws IOException {
        registries.edit(FILE, "channel: parking", "channel: parkin");

        assertThat(registries.problems())
                .singleElement()
                .asString()
                .matches("codes.yaml:\\d+: there is no channel 'parkin'; nearest: parking");
    }

    @Test
    @Clause("4.2")
    void a_code_is_scanned_for_what_its_channel_serves() throws IOException {
        registries.edit(FILE, "purpose: parking", "purpose: survey");

        assertThat(registries.problems())
                .singleElement()
                .asString()
                .contains("there is no purpose of channel 'parking' 'survey'");
    }

    @Test
    @Clause("6.1.2")
    void a_code_leads_to_the_notice_that_is_current() throws IOException {
        registries.edit(
                FILE,
                "purpose: parking\n    notice_version: 1",
                "purpose: parking\n    notice_version: 2");

        assertThat(registries.problems())
                .singleElement()
                .asString()
                .contains(
                        "leads to notice 2, yet 'parking' has 1: change it and print the code anew");
    }

    @Test
    void a_place_is_one_of_those_that_there_are() throws IOException {
        registries.edit(FILE, "place: car_park", "place: car_prak");

        assertThat(registries.problems()).singleElement().asString().contains("car_park");
    }
}
