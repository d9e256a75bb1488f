package io.menshen.benchmarks.report;

import io.menshen.benchmarks.parts.Machine;
import io.menshen.benchmarks.run.Field.Name;
import io.menshen.benchmarks.run.Measured;
import io.menshen.benchmarks.run.Versus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a run found.
 *
 * @param how in words: pairs, time, connections, people
 * @param figures a row a contender, ours first
 * @param profile where the gateway's time goes; without samples where it was not recorded
 */
public record Findings(
        Machine machine, String how, List<Figures> figures, List<Judged> judged, Profile profile) {
    /** Copies, so that nothing changes afterwards. */
    public Findings {
        figures = List.copyOf(figures);
        judged = List.copyOf(judged);
    }

    /**
     * What runs found.
     *
     * @param resident bytes that our gateway held at the end
     */
    public static Findings of(Machine machine, String how, List<Versus> runs, long resident) {
        var figures = new ArrayList<Figures>();
        figures.add(Figures.of(Name.PROTECTED.words(), ours(runs), resident));
        runs.forEach(run -> figures.add(Figures.of(run.other(), run.others(), run.resident())));
        return new Findings(machine, how, figures, Judged.all(runs), Profile.NONE);
    }

    /** With what a recording of the gateway by JDK Flight Recorder shows. */
    public Findings recorded(Path recording) throws IOException {
        return new Findings(machine, how, figures, judged, Profile.of(recording));
    }

    private static List<Measured> ours(List<Versus> runs) {
        return runs.stream().flatMap(run -> run.turns().stream()).map(Versus.Turns::ours).toList();
    }

    /** Whether pgbench was not there to be asked. */
    public boolean lacksPgbench() {
        return figures.stream().noneMatch(row -> row.name().equals(Name.PGBENCH.words()));
    }
}
