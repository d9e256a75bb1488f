package io.menshen.benchmarks.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Findings as two tables of a document. */
final class Markdown {
    private Markdown() {}

    /** The block, without its markers. */
    static String of(Findings findings) {
        var goals = Stream.of(List.of("", "median (range)", "first step", "aspiration"));
        var judged = findings.judged().stream().map(Markdown::row);
        var figures = findings.figures().stream().map(Figures::cells);
        var pgbench = findings.lacksPgbench() ? "\npgbench: not found on the PATH.\n" : "";
        return """
        %s.

        %s.

        %s

        %s
        %s%s\
        """
                .formatted(
                        findings.machine().told(),
                        findings.how(),
                        table(Stream.concat(goals, judged).toList()),
                        table(Stream.concat(Stream.of(Figures.HEADS), figures).toList()),
                        pgbench,
                        profile(findings.profile()));
    }

    private static String profile(Profile profile) {
        if (profile.samples() == 0) {
            return "";
        }
        var head = Stream.of(List.of("the gateway's own processor time, by whose code ran", ""));
        var rows = profile.shares().stream().map(Markdown::row);
        return "\n%s\n\n%,d samples of JDK Flight Recorder in one more turn; the kernel, compilers and the garbage collector are in none.\n"
                .formatted(table(Stream.concat(head, rows).toList()), profile.samples());
    }

    /** A part's row. */
    static List<String> row(Profile.Share share) {
        return List.of(share.part(), "%.0f %%".formatted(share.share() * 100));
    }

    /** A goal's row. */
    static List<String> row(Judged judged) {
        return List.of(judged.goal().words(), judged.figure(), judged.first(), judged.last());
    }

    /** Rows of cells, the first of them the head. */
    static String table(List<List<String>> rows) {
        var rule = "|" + "---|".repeat(rows.getFirst().size());
        var lines = rows.stream().map(row -> "| " + String.join(" | ", row) + " |").toList();
        return Stream.concat(Stream.of(lines.getFirst(), rule), lines.stream().skip(1))
                .collect(Collectors.joining("\n"));
    }
}
