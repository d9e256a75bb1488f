package io.menshen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportResultsTests {
    @TempDir private Path folder = Path.of("");

    @Test
    void the_file_is_its_owners_alone_and_has_nothing_beside_it() throws IOException {
        var file = folder.resolve("members.csv.results.csv");

        try (var results = ImportResults.open(file, "file-1", Map.of())) {
            assertThat(results.last()).isZero();
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).endsWith("faults,\"file-1\"\r\n");
        try (var all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }
}
