package io.menshen.benchmarks.report;

import io.menshen.benchmarks.parts.Machine;
import io.menshen.benchmarks.run.Field.Name;
import io.menshen.benchmarks.run.Measured;
import io.menshen.benchmarks.run.Versus;
import java.util.ArrayList;
import java.util.List;

/** Runs as they might have been. */
final class Runs {
    private Runs() {}

    /** Our rates and the other's, one after the other. */
    static Versus of(Name other, double... rates) {
        var turns = new ArrayList<Versus.Turns>();
        for (var i = 0; i < rates.length; i += 2) {
            turns.add(new Versus.Turns(turn(rates[i]), turn(rates[i + 1])));
        }
        return new Versus(other.words(), turns, 200L << 20);
    }

    private static Measured turn(double rate) {
        return new Measured(rate, 0, 2_000_000, 5_000_000, 9_000_000, 20_480, 150);
    }

    /** What a run without pgbench found. */
    static Findings findings() {
        var machine = new Machine(2, 24_576, "Linux amd64", "25.0.3+9", "18.6");
        var runs =
                List.of(of(Name.ORDINARY, 120, 100, 90, 100, 130, 100), of(Name.HELLO, 100, 1_000));
        return Findings.of(machine, "Median of 3 pairs", runs, 256L << 20);
    }
}
