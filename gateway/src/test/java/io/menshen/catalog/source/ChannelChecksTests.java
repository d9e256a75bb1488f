package io.menshen.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.catalog.Catalog;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What the profiles of channels hold, and what the build refuses of them. */
class ChannelChecksTests {
    private static final String FILE = "channels.yaml";
    private static final String MOBILE =
            "mobile: {needed_for: {zh: 登录与找回会员账户, en: signing in and finding the account again}}\n"
                    + "        optional: [full_name, gender, birth_date, province, home_address";

    @TempDir Path folder;

    private EditedRegistries registries = new EditedRegistries(Path.of("."));

    @BeforeEach
    void copies_the_committed_registries() throws IOException {
        registries = EditedRegistries.in(folder);
    }

    @Test
    @Clause("4.2")
    void every_purpose_that_collects_has_a_channel() {
        var catalog = registries.catalog();
        var served =
                catalog.channels().values().stream()
                        .flatMap(channel -> channel.purposes().keySet().stream())
                        .collect(Collectors.toSet());

        assertThat(catalog.purposes().entrySet().stream())
                .filteredOn(one -> one.getValue().operations().contains(Operation.COLLECT))
                .allSatisfy(one -> assertThat(served).contains(one.getKey()));
    }

    @Test
    @Clause({"3.5", "4.1.3-a"})
    void where_visitors_are_counted_nobody_is_taken_in_and_a_gift_asks_for_no_document() {
        var catalog = registries.catalog();

        assertThat(catalog.channel("footfall").orElseThrow().purposes()).isEmpty();
        for (var gift : new String[] {"gift_scan", "sample_scan"}) {
            assertThat(catalog.channel(gift).orElseThrow().purposes().values())
                    .isNotEmpty()
                    .allMatch(profile -> !profile.fields().contains("id_card_no"));
        }
    }

    @Test
    @Clause("4.1.3-a")
    void a_field_that_no_purpose_of_the_channel_covers_is_named_with_the_nearest()
            throws IOException {
        registries.edit(FILE, MOBILE, MOBILE.replace("gender", "gendre"));

        assertThat(registries.problems())
                .containsExactly(
                        "channels.yaml:19: there is no field of member_register 'gendre'; nearest: gender");
    }

    @Test
    @Clause("4.1.3-a")
    void a_required_field_says_what_it_is_needed_for() throws IOException {
        registries.edit(FILE, MOBILE, MOBILE.replaceFirst("\\{needed_for.*\\}\\}", "{}"));

        assertThat(registries.problems())
                .containsExactly(
                        "channels.yaml:18: channels.app.purposes.member_register.required.mobile lacks 'needed_for'");
    }

    @Test
    @Clause("4.2")
    void a_purpose_that_there_is_not_is_named_with_the_nearest() throws IOException {
        registries.edit(FILE, "      survey:\n", "      survy:\n");

        assertThat(registries.problems())
                .isNotEmpty()
                .allSatisfy(p ->
                        assertThat(p).endsWith("there is no purpose 'survy'; nearest: survey"));
    }

    @Test
    @Clause({"4.2", "6.1.1"})
    void a_purpose_that_takes_nothing_in_has_no_channel() throws IOException {
        registries.edit(
                FILE,
                "      survey:\n        optional: [full_name",
                "      points:\n        optional: [full_name");

        assertThat(registries.problems())
                .anySatisfy(p ->
                        assertThat(p)
                                .contains(
                                        "points takes nothing in: it needs the operation 'collect'"));
    }

    @Test
    void a_bundle_that_was_built_before_there_were_profiles_is_read_all_the_same() {
        var older = registries.compiled().registries().deepCopy();
        older.remove(List.of("codes", "tags"));
        for (var channel : older.path("channels").properties()) {
            ((ObjectNode) channel.getValue()).retain("label", "owner", "kind", "clause");
        }
        var catalog = Catalog.parse(older);

        assertThat(catalog.codes()).isEmpty();
        assertThat(catalog.tags()).isEmpty();
        assertThat(catalog.channel("app").orElseThrow().purposes()).isEmpty();
    }

    @Test
    void a_field_is_either_required_or_optional() throws IOException {
        registries.edit(FILE, MOBILE, MOBILE.replace("optional: [", "optional: [mobile, "));

        assertThat(registries.problems())
                .containsExactly("channels.yaml:19: mobile is required and optional at once");
    }

    @Test
    void what_is_made_of_another_field_is_not_handed_in() throws IOException {
        registries.edit(FILE, MOBILE, MOBILE.replace("gender", "birth_month_day"));

        assertThat(registries.problems())
                .containsExactly(
                        "channels.yaml:19: birth_month_day is made of 'birth_date': name that one");
    }
}
