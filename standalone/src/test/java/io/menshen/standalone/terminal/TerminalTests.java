package io.menshen.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class TerminalTests {
    private static final Duration NEVER = Duration.ofHours(1);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void aligns_by_display_width_and_marks_at_the_edge() {
        terminal(false, Map.of())
                .table(
                        new Table(22)
                                .head(List.of("", "delivery", "desk"))
                                .row(
                                        List.of(
                                                Cell.of("full_name"),
                                                Cell.of("诸葛慧敏"),
                                                new Cell("诸葛**", "*", Tone.CHANGED)))
                                .row(
                                        List.of(
                                                Cell.of("é"),
                                                Cell.of("x"),
                                                new Cell("·", "2", Tone.FAINT))));
        assertThat(printed())
                .isEqualTo(
                        """
                                    delivery  desk
                         ─────────  ────────  ────────
                         full_name  诸葛慧敏  诸葛** *
                         é          x         ·      2
                        """);
    }

    @Test
    void a_combining_mark_takes_no_column_and_a_control_character_is_left_out() {
        assertThat(DisplayWidth.of("e\u0301")).isEqualTo(1);
        assertThat(DisplayWidth.of("张女士")).isEqualTo(6);
        assertThat(DisplayWidth.of("𠮷")).isEqualTo(2);
        assertThat(DisplayWidth.fit("a\033[31m\nb", 10)).isEqualTo("a[31mb");
        assertThat(DisplayWidth.fit("上海市静安区测试路", 9)).isEqualTo("上海市静…");
    }

    @Test
    void colours_stand_on_a_terminal_only_and_not_where_they_are_unwanted() {
        assertThat(terminal(true, Map.of()).painted("x", Tone.BAD)).isEqualTo("\033[31mx\033[0m");
        assertThat(terminal(false, Map.of()).painted("x", Tone.BAD)).isEqualTo("x");
        assertThat(terminal(true, Map.of("NO_COLOR", "1")).painted("x", Tone.BAD)).isEqualTo("x");
        assertThat(terminal(true, Map.of("TERM", "dumb")).painted("x", Tone.BAD)).isEqualTo("x");
    }

    @Test
    void what_is_quick_shows_no_progress() {
        try (var progress = new Progress("seeding", stream, true)) {
            progress.at(1, 2);
        }
        assertThat(printed()).isEmpty();
    }

    @Test
    void progress_is_written_over_on_a_terminal_and_taken_away_at_the_end() {
        try (var progress = new Progress("seeding", stream, true, NEVER)) {
            progress.at(4_000, 10_000);
            progress.show();
        }
        assertThat(printed()).matches("\r\033\\[Kseeding … 4,000 of 10,000, [0-9]+ s\r\033\\[K");
    }

    @Test
    void progress_is_lines_elsewhere() {
        try (var progress = new Progress("starting", stream, false, NEVER)) {
            progress.at(0, 7);
            progress.show();
        }
        assertThat(printed()).matches("starting … 0 of 7, [0-9]+ s\n");
    }

    @Test
    void progress_shows_itself_once_it_takes_long() {
        try (var _ = new Progress("starting", stream, false, Duration.ofMillis(1))) {
            while (bytes.size() == 0) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        assertThat(printed()).startsWith("starting … ");
    }

    private Terminal terminal(boolean terminal, Map<String, String> environment) {
        return new Terminal(stream, stream, terminal, terminal, environment);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
