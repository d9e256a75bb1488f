package io.menshen.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Clause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Clause("5.5")
class AnchorTests {
    @TempDir Path folder = Path.of("");

    private final List<Checkpoint> checkpoints = List.copyOf(new Sample().checkpoints);

    private Anchor anchor() {
        return new Anchor(folder.resolve("anchor.ndjson"));
    }

    @Test
    void holds_what_was_appended_and_knows_the_last() throws IOException {
        assertThat(anchor().last()).isZero();
        assertThat(anchor().append(checkpoints.subList(0, 2))).isEqualTo(2);
        assertThat(anchor().append(checkpoints.subList(2, 4))).isEqualTo(4);
        assertThat(anchor().last()).isEqualTo(4);
        assertThat(anchor().read()).isEqualTo(checkpoints);
    }

    @Test
    void a_line_that_a_crash_cut_off_counts_as_never_written() throws IOException {
        anchor().append(checkpoints.subList(0, 2));
        var half = ExportLine.of(checkpoints.get(2)).json().substring(0, 100);
        Files.writeString(folder.resolve("anchor.ndjson"), half, StandardOpenOption.APPEND);

        assertThat(anchor().last()).isEqualTo(2);
        assertThat(anchor().read()).isEqualTo(checkpoints.subList(0, 2));
        assertThat(anchor().append(checkpoints.subList(2, 4))).isEqualTo(4);
        assertThat(anchor().read()).isEqualTo(checkpoints);
    }

    @Test
    void a_line_cut_off_in_an_otherwise_empty_file_is_mended_too() throws IOException {
        Files.writeString(folder.resolve("anchor.ndjson"), "{\"checkpoint\"");

        assertThat(anchor().last()).isZero();
        assertThat(anchor().append(checkpoints.subList(0, 1))).isEqualTo(1);
        assertThat(anchor().read()).isEqualTo(checkpoints.subList(0, 1));
    }

    @Test
    void a_whole_line_that_is_no_checkpoint_is_refused() throws IOException {
        Files.writeString(folder.resolve("anchor.ndjson"), "{}\n");

        assertThatThrownBy(anchor()::read).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(anchor()::last).isInstanceOf(IllegalArgumentException.class);
    }
}
