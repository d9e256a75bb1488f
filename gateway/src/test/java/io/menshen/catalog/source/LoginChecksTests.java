package io.menshen.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages ask under, and what the build refuses of it. */
class LoginChecksTests {
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
                "[read, open, withdraw] | [read, open] | person_request | withdraw",
                "[read, open, withdraw] | [open, withdraw] | person_request | read",
                "[export] | [read] | person_copy | export"
            })
    void a_purpose_of_the_pages_has_the_operations_that_they_need(
            String old, String changed, String purpose, String missing) throws IOException {
        registries.edit("purposes.yaml", "operations: " + old, "operations: " + changed);
        assertThat(registries.problems())
                .anyMatch(problem ->
                        problem.contains(purpose + " needs the operation '" + missing + "'"));
    }

    @Test
    void a_purpose_that_the_pages_do_not_have_is_refused() throws IOException {
        registries.edit("consumers.yaml", ", person_request, person_copy]", "]");
        assertThat(registries.problems())
                .anyMatch(problem -> problem.contains("person_request"))
                .anyMatch(problem -> problem.contains("person_copy"));
    }

    @Test
    void pages_without_requests_and_copies_may_be() throws IOException {
        registries.edit("deployment.yaml", ", requests: person_request, copy: person_copy", "");
        var login = registries.catalog().deployment().login();
        assertThat(Objects.requireNonNull(login).requests()).isNull();
        assertThat(login.copy()).isNull();
    }
}
