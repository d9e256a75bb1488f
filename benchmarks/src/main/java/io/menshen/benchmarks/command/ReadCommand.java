package io.menshen.benchmarks.command;

import io.menshen.benchmarks.parts.Deployment;
import io.menshen.benchmarks.parts.Jvm;
import io.menshen.benchmarks.parts.Scratch;
import io.menshen.benchmarks.report.Document;
import io.menshen.benchmarks.report.Findings;
import io.menshen.benchmarks.report.OnTerminal;
import io.menshen.benchmarks.report.Plot;
import io.menshen.benchmarks.run.Field;
import io.menshen.benchmarks.run.Field.Name;
import io.menshen.benchmarks.run.InTurns;
import io.menshen.benchmarks.run.Recording;
import io.menshen.standalone.StandaloneException;
import io.menshen.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The read against what it is compared with, in turns. */
@Command(
        name = "read",
        mixinStandardHelpOptions = true,
        description =
                "The protected read against bare servers on the same PostgreSQL, in turns; all of it is started in a temporary folder.",
        footer = {
            "",
            "With the defaults it takes about fifteen minutes. Exit codes: 0 measured, 2 it could not be."
        })
final class ReadCommand implements Callable<Integer> {
    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Turns of each pair (default: ${DEFAULT-VALUE}).")
    private int pairs;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "5",
            description = "Length of a turn (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--connections",
            paramLabel = "C",
            defaultValue = "64",
            description = "Connections that ask at once (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--people",
            paramLabel = "N",
            defaultValue = "2000",
            description = "People who are taken in (default: ${DEFAULT-VALUE}).")
    private int people;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "90",
            description =
                    "The most that one server gets to become warm; it ends earlier where its compilers rest (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--against",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Measure against these alone (default: all): ordinary, coalesced, mvc, hello, pgbench, batch, three_stores, acknowledging, other_client.")
    private Set<Name> against = EnumSet.allOf(Name.class);

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Put the tables between the markers of this Markdown file too, and a .json and an .svg beside it.")
    private @Nullable Path out;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description =
                    "Record the gateway by JDK Flight Recorder during one more turn, of 20 s, after the others.")
    private @Nullable Path profile;

    @Override
    public Integer call() throws IOException, SQLException {
        for (var one : List.of(pairs, seconds, connections, people)) {
            if (one < 1) {
                throw new StandaloneException("a number is " + one + "; 1 or more is allowed");
            }
        }
        var terminal = Terminal.present();
        try (var scratch = Scratch.make()) {
            report(measured(scratch, terminal), terminal);
        }
        return 0;
    }

    private Findings measured(Scratch scratch, Terminal terminal) throws IOException, SQLException {
        var settings =
                new InTurns.Settings(
                        pairs, Duration.ofSeconds(seconds), Duration.ofSeconds(warmUp));
        try (var deployment = Deployment.start(scratch, Places.binaries(), people, terminal);
                var field = Field.of(deployment, connections);
                var ours = field.ours();
                var progress = terminal.progress("measuring")) {
            var runs = new InTurns(ours, field.others(against, people), settings).run(progress);
            var resident = ours.resident();
            var findings = Findings.of(deployment.machine(), how(), runs, resident);
            if (profile == null && out == null) {
                return findings;
            }
            var file =
                    profile == null
                            ? scratch.folder().resolve("gateway.jfr")
                            : Places.asked(profile);
            Recording.of(deployment.gateway().handle(), file).during(ours);
            return findings.recorded(file);
        }
    }

    private String how() {
        return "Median of %d pairs of turns of %d s, %d connections in a closed loop, %,d people; every JVM has 256 MiB of heap"
                .formatted(pairs, seconds, connections, people);
    }

    private void report(Findings findings, Terminal terminal) throws IOException {
        new OnTerminal(terminal).show(findings);
        if (out != null) {
            var document = new Document(Places.asked(out));
            document.write(findings);
            draw(document);
        }
    }

    private static void draw(Document document) throws IOException {
        var arguments =
                List.of(document.beside("json").toString(), document.beside("svg").toString());
        var command = Jvm.command(Jvm.everything(), Plot.class.getName(), arguments);
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IOException("the plot could not be drawn");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
