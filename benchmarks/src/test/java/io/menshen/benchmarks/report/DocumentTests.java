package io.menshen.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTests {
    private static final String BEGIN = "<!-- bench read -->";
    private static final String END = "<!-- /bench read -->";

    @TempDir private Path folder = Path.of("");

    @Test
    void figures_take_the_place_between_the_markers_and_the_rest_stays() throws IOException {
        var file = folder.resolve("performance.md");
        Files.writeString(file, "before\n" + BEGIN + "\nold\n" + END + "\nafter");

        new Document(file).write(Runs.findings());

        assertThat(file)
                .content()
                .startsWith("before\n" + BEGIN)
                .endsWith(END + "\nafter")
                .doesNotContain("old")
                .contains(
                        "2 cores, 24 GiB of memory, Linux amd64, JDK 25.0.3+9, PostgreSQL 18.6",
                        "| Protected read ÷ ordinary bare | 1.20 (0.90 – 1.30) | ≥ 1.00 reached | ≥ 2.00 not reached |",
                        "| Protected read ÷ coalesced bare | not measured | ≥ 0.60 | ≥ 0.75 |",
                        "| ordinary bare | 100 (100 – 100) | 2.0 | 5.0 | 9.0 | 20.0 | 150 | 200 |",
                        "pgbench: not found on the PATH.");
    }

    @Test
    void a_second_writing_changes_nothing() throws IOException {
        var document = new Document(folder.resolve("new.md"));
        document.write(Runs.findings());
        var once = Files.readString(document.file());

        document.write(Runs.findings());

        assertThat(document.file()).hasContent(once);
    }

    @Test
    void a_file_without_markers_is_left_alone() throws IOException {
        var file = Files.writeString(folder.resolve("other.md"), "something");

        assertThatThrownBy(() -> new Document(file).write(Runs.findings()))
                .hasMessageContaining("has no lines " + BEGIN);
        assertThat(file).hasContent("something");
    }

    @Test
    void the_plot_is_drawn_from_the_json_beside_it() throws IOException {
        var document = new Document(folder.resolve("performance.md"));
        document.write(Runs.findings());

        Plot.draw(document.beside("json"), document.beside("svg"));

        assertThat(document.beside("svg"))
                .content()
                .startsWith("<?xml")
                .contains("ordinary bare", "answers a second");
        assertThat(Files.size(document.beside("svg"))).isLessThan(100_000);
    }
}
