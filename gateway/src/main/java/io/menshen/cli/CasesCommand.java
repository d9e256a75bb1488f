package io.menshen.cli;

import io.menshen.cases.CaseLine;
import io.menshen.cases.CaseList;
import io.menshen.kernel.BusinessDay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the requests of people that are not ended; changes nothing. */
@Command(
        name = "cases",
        description =
                "list the requests of people that are not ended, the nearest deadline first; exits"
                        + " with 1 where one is overdue or was changed behind the gateway's back",
        mixinStandardHelpOptions = true)
final class CasesCommand implements Callable<Integer> {
    private static final String FORM = "%-36s  %-15s  %-18s  %4s  %-10s  %6s  %s";

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--config", description = "the gateway's configuration")
    private @Nullable Path config;

    @Option(names = "--overdue", description = "only those past their deadline")
    private boolean overdue;

    @Override
    public Integer call() throws IOException {
        var today = BusinessDay.today(Clock.systemUTC());
        try (var keys = new KeysAtWork(new Settings(config))) {
            var list = CaseList.over(keys.pools(), keys.ring());
            var wanted = overdue ? list.overdue(today) : list.alive();
            var lines = keys.answer(wanted.collectList());
            print(lines, today, out());
            return lines.stream().allMatch(line -> isWell(line, today)) ? 0 : 1;
        }
    }

    private static boolean isWell(CaseLine line, LocalDate today) {
        return line.isTrue() && !today.isAfter(line.deadline());
    }

    private static void print(List<CaseLine> lines, LocalDate today, PrintWriter out) {
        if (!lines.isEmpty()) {
            out.println(
                    FORM.formatted("case", "kind", "status", "age", "deadline", "left", "owner"));
        }
        lines.forEach(line -> out.println(told(line, today)));
        var late = lines.stream().filter(line -> today.isAfter(line.deadline())).count();
        out.println(lines.size() + " not ended, " + late + " overdue");
    }

    /** Age and what is left are days of the week alike, as people count them. */
    private static String told(CaseLine line, LocalDate today) {
        if (!line.isTrue()) {
            return line.id() + "  ALARM: this case was changed behind the gateway's back";
        }
        return FORM.formatted(
                line.id(),
                line.kind(),
                line.status(),
                ChronoUnit.DAYS.between(line.opened(), today) + " d",
                line.deadline(),
                ChronoUnit.DAYS.between(today, line.deadline()) + " d",
                (line.owner().isEmpty() ? "-" : line.owner())
                        + (line.counted().equals("weekdays")
                                ? "  (counted by weekdays: calendar.yaml lacks the year)"
                                : ""));
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
