package io.menshen.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/** docs/configuration.md and docs/menshen.yaml are of the keys that there are. */
class ConfigurationReferenceTests {
    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final Path FILE = Path.of("../docs/menshen.yaml");
    private static final String WRITE = "configuration.write";
    private static final String COMMAND =
            "mvn -pl gateway -am test -Dtest=ConfigurationReferenceTests -Dsurefire.failIfNoSpecifiedTests=false -D"
                    + WRITE
                    + "=true";

    /** What could hold a secret in the file itself. */
    private static final Pattern SECRET =
            Pattern.compile("(?im)^\\s*[\\w-]*(password|secret|token)[\\w-]*:\\s*(?!/|\\$\\{)\\S");

    @Test
    void the_committed_page_is_the_generated_one() throws IOException {
        var page = new ConfigurationPage().text();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as(
                        "docs/configuration.md is old. Write it anew and read what changed: %s",
                        COMMAND)
                .isEqualTo(page);
    }

    @Test
    void every_key_says_what_it_means() throws IOException {
        var rows =
                new ConfigurationPage()
                        .text()
                        .lines()
                        .filter(line -> line.startsWith("| `menshen."));

        assertThat(rows).hasSizeGreaterThan(40).noneMatch(row -> row.endsWith("|  |"));
    }

    @Test
    void the_commented_file_has_known_keys_and_no_secret() throws IOException {
        var environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("file", new FileSystemResource(FILE))
                .forEach(environment.getPropertySources()::addFirst);

        assertThat(environment.getProperty("menshen.storage.port")).isEqualTo("5432");
        assertThat(KnownKeys.all().unknown(environment)).isEqualTo(List.of());
        assertThat(SECRET.matcher(Files.readString(FILE)).results()).isEmpty();
    }
}
