package io.menshen.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.catalog.Catalog;
import io.menshen.kernel.Clause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the build refuses of the calendar. */
@Clause("7-d")
class CalendarChecksTests {
    private static final String FILE = "calendar.yaml";

    @TempDir Path folder;

    private EditedRegistries registries = new EditedRegistries(Path.of("."));

    @BeforeEach
    void copies_the_committed_registries() throws IOException {
        registries = EditedRegistries.in(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "first: \"2026-01-01\" | first: \"2025-12-31\" | its days must be of the year 2026",
                "last: \"2026-06-21\" | last: \"2026-06-18\" | its last day is before its first",
                "[\"2026-01-04\" | [\"2026-01-05\" | 2026-01-05 is no Saturday or Sunday",
                "[\"2026-01-04\" | [\"2026-01-03\" | 2026-01-03 is a day off of the same year",
                "[\"2026-01-04\" | [\"2027-01-03\" | 2027-01-03 must be of the year 2026",
                "  \"2026\": | \"this year\": | must be a year in quotes",
                "owner: privacy | owners: privacy | there is no key 'owners'"
            })
    void a_year_holds_its_own_days_and_says_each_once(String old, String changed, String told)
            throws IOException {
        registries.edit(FILE, old, changed);

        assertThat(registries.problems()).anySatisfy(problem -> assertThat(problem).contains(told));
    }

    @Test
    void a_bundle_of_before_has_no_calendar_and_counts_weekdays() {
        var older = registries.compiled().registries().deepCopy();
        older.remove(List.of("calendar"));

        assertThat(Catalog.parse(older).workCalendar().years()).isEmpty();
    }
}
