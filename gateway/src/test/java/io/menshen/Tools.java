package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Programs that a test runs, which a bare machine may lack. */
final class Tools {
    private static final Map<String, String> PACKAGES =
            Map.of("python3", "python3", "curl", "curl", "openssl", "openssl", "bash", "bash");

    private Tools() {}

    /** The program on the path; where there is none the test fails and says what to install. */
    static String needed(String program) {
        var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
        var found =
                Stream.of(folders)
                        .map(folder -> Path.of(folder, program))
                        .filter(Files::isExecutable)
                        .findFirst();
        assertThat(found)
                .as(
                        "%s is not on the PATH. Install it (Debian: apt-get install %s)",
                        program, PACKAGES.get(program))
                .isPresent();
        return found.orElseThrow().toString();
    }
}
