package io.menshen.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/faults.md names a test for each fault, and the test is there. */
class FaultsTests {
    private static final Path PAGE = Source.REPOSITORY.resolve("docs/faults.md");
    private static final String WRITE = "faults.write";
    private static final String COMMAND =
            "mvn -pl gateway -am test -Dtest=FaultsTests -Dsurefire.failIfNoSpecifiedTests=false -D"
                    + WRITE
                    + "=true";

    private final Faults faults = new Faults();

    @Test
    void each_fault_of_the_list_has_one_row_in_its_order() {
        assertThat(faults.all())
                .isNotEmpty()
                .allSatisfy(section ->
                        assertThat(section.rows().stream().map(Faults.Row::fault).toList())
                                .as(section.name())
                                .isEqualTo(section.list()));
    }

    @Test
    void each_row_names_a_test_or_says_why_it_does_not_apply() {
        assertThat(faults.all().flatMap(section -> section.rows().stream()))
                .allMatch(row -> !row.tests().isEmpty() || !row.why().isEmpty());
    }

    @Test
    void each_test_that_a_row_names_exists() {
        assertThat(faults.missing()).isEmpty();
    }

    @Test
    void the_committed_page_is_the_generated_one() throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, faults.page());
        }

        assertThat(Files.readString(PAGE))
                .as("docs/faults.md is old. Write it anew and read what changed: %s", COMMAND)
                .isEqualTo(faults.page());
    }
}
