package io.menshen.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.standalone.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InTurnsTests {
    private final List<String> order = new ArrayList<>();

    @Test
    void ours_stands_before_each_other_one_in_every_pair() throws IOException {
        var settings = new InTurns.Settings(2, Duration.ofMillis(1), Duration.ZERO);
        var turns =
                new InTurns(named("ours", 50), List.of(named("x", 100), named("y", 25)), settings);

        List<Versus> runs;
        try (var progress = Terminal.present().progress("measuring")) {
            runs = turns.run(progress);
        }

        assertThat(order)
                .containsExactly(
                        "warm ours",
                        "warm x",
                        "warm y",
                        "ours",
                        "x",
                        "ours",
                        "y",
                        "ours",
                        "x",
                        "ours",
                        "y");
        assertThat(runs).extracting(Versus::other).containsExactly("x", "y");
        assertThat(runs.getFirst().turns())
                .extracting(Versus.Turns::oursByOther)
                .containsExactly(0.5, 0.5);
        assertThat(runs.getLast().turns())
                .extracting(Versus.Turns::otherByOurs)
                .containsExactly(0.5, 0.5);
    }

    /** One that always does the same, and says when. */
    private Contender named(String name, double rate) {
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void warmUp(Duration most) {
                order.add("warm " + name);
            }

            @Override
            public Measured turn(Duration time) {
                order.add(name);
                return new Measured(rate, 0, 1, 1, 1, 1, 1);
            }

            @Override
            public long resident() {
                return 1;
            }

            @Override
            public void close() {}
        };
    }
}
