package io.menshen.benchmarks.command;

import io.menshen.benchmarks.parts.Deployment;
import io.menshen.benchmarks.parts.Machine;
import io.menshen.benchmarks.parts.Scratch;
import io.menshen.benchmarks.report.Document;
import io.menshen.benchmarks.report.Outcome;
import io.menshen.benchmarks.run.LoadProcess;
import io.menshen.benchmarks.soak.Extent;
import io.menshen.benchmarks.soak.Ground;
import io.menshen.benchmarks.soak.Trial;
import io.menshen.benchmarks.soak.Trials;
import io.menshen.standalone.StandaloneException;
import io.menshen.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
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
                "Try for long what must hold: the heap under full load, overload, kill -9, restarts of the database, changes of the audit, the timing of the one 404, withdrawals at another gateway.",
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
            description = "One trial: audit, timing, withdrawal, kill, database, overload, heap.")
    private @Nullable String only;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Put what was found between the markers of this Markdown file too.")
    private @Nullable Path out;

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
            return tried(chosen, new Ground(deployment, load), deployment.machine(), terminal);
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

    private int tried(List<Trial> chosen, Ground ground, Machine machine, Terminal terminal)
            throws Exception {
        var outcomes = new ArrayList<Outcome>();
        for (var trial : chosen) {
            var outcome = tried(trial, ground, terminal);
            outcomes.add(outcome);
            put(outcome, machine);
        }
        var failed = outcomes.stream().filter(one -> !one.held()).map(Outcome::name).toList();
        terminal.line(failed.isEmpty() ? "All of it held." : "Did not hold: " + failed);
        return failed.isEmpty() ? 0 : 1;
    }

    /** Each has its own place, so that one can be tried again alone. */
    private void put(Outcome outcome, Machine machine) throws IOException {
        if (out != null) {
            var place = "soak --only " + outcome.name();
            new Document(Places.asked(out)).put(place, outcome.markdown(machine));
        }
    }

    private Outcome tried(Trial trial, Ground ground, Terminal terminal) throws Exception {
        try (var _ = terminal.progress("trying " + trial.name())) {
            var outcome = outcome(trial, ground);
            terminal.line(outcome.name() + ": " + outcome.word());
            outcome.figures().forEach(figure -> terminal.line("  " + figure));
            return outcome;
        }
    }

    private Outcome outcome(Trial trial, Ground ground) throws Exception {
        try {
            var verdict = trial.run(ground, Extent.full(Duration.ofMinutes(minutes)));
            return new Outcome(trial.name(), verdict.passed(), verdict.figures());
        } catch (IOException | IllegalStateException e) {
            return new Outcome(trial.name(), false, List.of(String.valueOf(e.getMessage())));
        }
    }
}
