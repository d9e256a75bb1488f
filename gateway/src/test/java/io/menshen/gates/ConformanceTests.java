package io.menshen.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/conformance.md says what the code says of itself. */
class ConformanceTests {
    private static final Path PAGE = Source.REPOSITORY.resolve("docs/conformance.md");
    private static final String WRITE = "conformance.write";
    private static final String COMMAND =
            "mvn -pl gateway -am test -Dtest=ConformanceTests -Dsurefire.failIfNoSpecifiedTests=false -D"
                    + WRITE
                    + "=true";

    private final Conformance conformance = new Conformance();

    @Test
    void the_committed_matrix_is_the_generated_one() throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, conformance.page());
        }

        assertThat(Files.readString(PAGE))
                .as("docs/conformance.md is old. Write it anew and read what changed: %s", COMMAND)
                .isEqualTo(conformance.page());
    }

    @Test
    void every_clause_that_a_rule_or_test_names_is_in_the_list() {
        assertThat(conformance.unlisted())
                .as("clauses that gateway/src/test/resources/gates/clauses.yaml does not have")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4.1.1", "4.1.2-a", "4.1.2-b", "4.1.2-c", "4.1.2-d", "4.1.2-e", "4.1.2-f",
                "4.1.2-g", "4.1.3-a", "4.1.3-b", "4.1.3-c", "4.1.4-c", "4.1.4-d", "4.1.4-e",
                "4.1.4-f", "4.2", "4.2.1.1", "4.2.1.2", "4.2.1.3", "4.2.1.4", "4.2.1.5", "4.2.1.6",
                "4.2.2.1", "4.2.2.2", "4.2.2.3", "4.2.2.4", "4.2.2.5", "4.2.2.6", "5.1-a", "5.1-b",
                "5.1-c", "5.1-d", "5.2", "5.3", "5.5", "6.1.1", "6.1.2", "6.2", "7-b", "7-d", "7-i"
            })
    void a_clause_of_this_stage_has_a_rule_or_a_test(String clause) {
        assertThat(conformance.covers(clause)).as(clause).isTrue();
    }
}
