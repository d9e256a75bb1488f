package io.menshen.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BenchCommandsTests {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_names_what_can_be_measured() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("read", "decision", "jmh");
    }

    @Test
    void help_of_the_read_names_its_defaults() {
        assertThat(run("read", "--help")).isZero();
        assertThat(out.toString())
                .contains("--pairs", "default: 5", "--connections", "default: 64");
    }

    @Test
    void no_turn_is_no_measurement() {
        assertThat(run("read", "--pairs", "0")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("menshen: a number is 0; 1 or more is allowed");
    }

    @Test
    void what_is_not_known_is_said_in_one_line() {
        assertThat(run("read", "--such")).isEqualTo(2);
        assertThat(err.toString()).contains("Try: ./menshen bench read --help");
    }

    private int run(String... arguments) {
        return BenchCommands.of()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
