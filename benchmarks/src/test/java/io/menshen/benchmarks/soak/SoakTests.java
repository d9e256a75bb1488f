package io.menshen.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.benchmarks.parts.Deployment;
import io.menshen.benchmarks.parts.Scratch;
import io.menshen.benchmarks.run.LoadProcess;
import io.menshen.standalone.terminal.Terminal;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The trials of {@code ./menshen soak} in brief, on the real parts. */
class SoakTests {
    private static final Path BINARIES = Path.of("target/binaries");

    /** What they say does not hang on how busy the machine is. */
    private static final Set<String> CERTAIN = Set.of("audit", "withdrawal", "kill", "database");

    @Test
    void each_trial_works_in_brief() throws Exception {
        try (var scratch = Scratch.make();
                var deployment = Deployment.start(scratch, BINARIES, 20, Terminal.present());
                var load = LoadProcess.start(deployment.log("load"))) {
            var ground = new Ground(deployment, load);
            for (var trial : Trials.all()) {
                var verdict = trial.run(ground, Extent.brief());
                assertThat(verdict.figures()).as(trial.name()).isNotEmpty();
                if (CERTAIN.contains(trial.name())) {
                    assertThat(verdict.passed()).as("%s", verdict.figures()).isTrue();
                }
            }
        }
    }
}
