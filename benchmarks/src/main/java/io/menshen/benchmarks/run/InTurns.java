package io.menshen.benchmarks.run;

import io.menshen.benchmarks.parts.Started;
import io.menshen.standalone.terminal.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Measures one contender against each of the others, A-B-A-B: the machine's speed drifts, and two
 * turns side by side see the same of it.
 *
 * @param ours what stands before each other one
 */
public record InTurns(Contender ours, List<Contender> others, Settings settings) {
    /**
     * How long.
     *
     * @param pairs turns of each pair, 1 or more
     * @param turn time of a turn
     * @param warmUp time that one contender may take to become warm
     */
    public record Settings(int pairs, Duration turn, Duration warmUp) {}

    /** Late compilations end in it. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    /** Runs all turns; each of the others gets as many pairs. */
    public List<Versus> run(Progress progress) throws IOException {
        warmUp();
        var turns = new LinkedHashMap<Contender, List<Versus.Turns>>();
        progress.at(0, (long) settings.pairs * others.size());
        for (var pair = 0; pair < settings.pairs; pair++) {
            for (var other : others) {
                var mine = ours.turn(settings.turn);
                var theirs = other.turn(settings.turn);
                turns.computeIfAbsent(other, _ -> new ArrayList<>())
                        .add(new Versus.Turns(mine, theirs));
                progress.another();
            }
        }
        return turns.entrySet().stream()
                .map(e -> new Versus(e.getKey().name(), e.getValue(), e.getKey().resident()))
                .toList();
    }

    private void warmUp() throws IOException {
        ours.warmUp(settings.warmUp);
        for (var other : others) {
            other.warmUp(settings.warmUp);
        }
        if (settings.warmUp.isPositive()) {
            Started.pause(IDLE);
        }
    }
}
