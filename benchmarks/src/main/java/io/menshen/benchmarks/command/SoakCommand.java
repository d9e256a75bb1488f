package io.menshen.benchmarks.command;

import io.menshen.benchmarks.parts.Deployment;
import io.menshen.benchmarks.parts.Scratch;
import io.menshen.benchmarks.run.LoadProcess;
import io.menshen.benchmarks.soak.Extent;
import io.menshen.benchmarks.soak.Ground;
import io.menshen.benchmarks.soak.Trial;
import io.menshen.benchmarks.soak.Trials;
import io.menshen.standalone.StandaloneException;
import io.menshen.standalone.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The trials that take long, on real parts that are started in a temporary folder. */
@Command(
        name = "./menshen soak",
        mixinStandardHelpOptions = true,
        description =
                "Try for long what must hold: the heap under full load, overload, kill -9, restarts of the database, changes of the audit, the timing of the one 404.",
        footer = {
            "",
            "With the defaults it takes about half an hour. Exit codes: 0 all of it held, 1 something did not, 2 it could not be tried."
        })
public final class SoakCommand implements Callable<Integer> {
    private static final int FAILED = 2;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long the heap is watched (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(
            names = "--people",
            paramLabel = "N",
            defaultValue = "200",
            description = "People who are taken in before (default: ${DEFAULT-VALUE}).")
    private int people;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description = "One trial: audit, timing, kill, database, overload, heap.")
    private @Nullable String only;

    private SoakCommand() {}

    /** Runs and exits with the code. */
    public static void main(String[] arguments) {
        System.exit(of().execute(arguments));
    }

    static CommandLine of() {
        return BenchCommands.toldInOneLine(new CommandLine(new SoakCommand()), FAILED);
    }

    @Override
    public Integer call() throws Exception {
        if (minutes < 1 || people < 1) {
            throw new StandaloneException("a number is less than 1; 1 or more is allowed");
        }
        var chosen = chosen();
        var terminal = Terminal.present();
        try (var scratch = Scratch.make();
                var deployment = Deployment.start(scratch, Places.binaries(), people, terminal);
                var load = LoadProcess.start(deployment.log("load"))) {
            return tried(chosen, new Ground(deployment, load), terminal);
        }
    }

    private List<Trial> chosen() {
        var chosen =
                Trials.all().stream()
                        .filter(trial -> only == null || trial.name().equals(only))
                        .toList();
        if (chosen.isEmpty()) {
            var names = Trials.all().stream().map(Trial::name).collect(Collectors.joining(", "));
            throw new StandaloneException("there is no such trial; there are " + names);
        }
        return chosen;
    }

    private int tried(List<Trial> chosen, Ground ground, Terminal terminal) throws Exception {
        var failed = new ArrayList<String>();
        for (var trial : chosen) {
            if (!tried(trial, ground, terminal)) {
                failed.add(trial.name());
            }
        }
        terminal.line(failed.isEmpty() ? "All of it held." : "Did not hold: " + failed);
        return failed.isEmpty() ? 0 : 1;
    }

    private boolean tried(Trial trial, Ground ground, Terminal terminal) throws Exception {
        try (var _ = terminal.progress("trying " + trial.name())) {
            var verdict = trial.run(ground, Extent.full(Duration.ofMinutes(minutes)));
            terminal.line(trial.name() + ": " + (verdict.passed() ? "held" : "DID NOT HOLD"));
            verdict.figures().forEach(figure -> terminal.line("  " + figure));
            return verdict.passed();
        } catch (IOException | IllegalStateException e) {
            terminal.line(trial.name() + ": DID NOT HOLD\n  " + e.getMessage());
            return false;
        }
    }
}
