package io.menshen.benchmarks.report;

import io.menshen.standalone.terminal.Cell;
import io.menshen.standalone.terminal.Table;
import io.menshen.standalone.terminal.Terminal;
import io.menshen.standalone.terminal.Tone;
import java.util.List;

/** Findings as aligned tables. */
public record OnTerminal(Terminal terminal) {
    private static final int WIDEST = 64;

    /** Prints them. */
    public void show(Findings findings) {
        terminal.line(findings.machine().told());
        terminal.line(findings.how());
        terminal.line("");
        var figures = new Table(WIDEST).head(Figures.HEADS);
        findings.figures().forEach(row -> figures.row(cells(row.cells())));
        terminal.table(figures);
        if (findings.lacksPgbench()) {
            terminal.line(" pgbench: not found on the PATH", Tone.FAINT);
        }
        terminal.line("");
        var goals =
                new Table(WIDEST).head(List.of("", "median (range)", "first step", "aspiration"));
        findings.judged().forEach(row -> goals.row(cells(Markdown.row(row))));
        terminal.table(goals);
        if (findings.profile().samples() > 0) {
            terminal.line("");
            var parts =
                    new Table(WIDEST).head(List.of("the gateway's time, by whose code ran", ""));
            findings.profile().shares().forEach(row -> parts.row(cells(Markdown.row(row))));
            terminal.table(parts);
        }
    }

    private static List<Cell> cells(List<String> texts) {
        return texts.stream().map(Cell::of).toList();
    }
}
