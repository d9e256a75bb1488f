package io.menshen.cli;

import io.menshen.operation.Doctor;
import io.menshen.operation.Finding;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Looks at all that a gateway needs, and says what to do where it is not so. */
@Command(
        name = "doctor",
        description =
                "look at all that a gateway needs: run it on its machine, as its account; it changes nothing",
        footer = {"", "Exit codes: 0 nothing fails, 1 something does, 2 it could not look."},
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--config", required = true, description = "the gateway's configuration")
    private @Nullable Path config;

    @Option(names = "--json", description = "a JSON array instead of a table")
    private boolean json;

    @Override
    public Integer call() {
        var configured = new Settings(config).configured();
        var findings = new Doctor(configured, Clock.systemUTC()).findings();
        if (json) {
            out().println(JsonMapper.shared().writeValueAsString(findings));
        } else {
            table(findings);
        }
        return count(findings, Finding.State.FAIL) == 0 ? 0 : 1;
    }

    private void table(List<Finding> findings) {
        var part = findings.stream().mapToInt(one -> one.part().length()).max().orElse(1);
        var what = findings.stream().mapToInt(one -> one.what().length()).max().orElse(1);
        var row = "%-4s  %-" + part + "s  %-" + what + "s  %s";
        for (var one : findings) {
            out().println(row.formatted(one.state().word(), one.part(), one.what(), one.found()));
            if (!one.remedy().isEmpty()) {
                out().println(" ".repeat(part + what + 10) + "→ " + one.remedy());
            }
        }
        out().println(
                        "%d ok, %d warn, %d fail"
                                .formatted(
                                        count(findings, Finding.State.OK),
                                        count(findings, Finding.State.WARN),
                                        count(findings, Finding.State.FAIL)));
    }

    private static long count(List<Finding> findings, Finding.State state) {
        return findings.stream().filter(one -> one.state() == state).count();
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
