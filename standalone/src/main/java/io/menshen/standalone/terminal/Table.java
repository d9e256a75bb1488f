package io.menshen.standalone.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows under a head, in columns as wide as their widest cell, up to a limit. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<Cell>> head = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();
    private final int widest;

    /**
     * A table.
     *
     * @param widest columns of the terminal that a cell's text may take; what is wider is cut
     */
    public Table(int widest) {
        this.widest = widest;
    }

    /** Adds a row above the rule. */
    public Table head(List<String> cells) {
        head.add(cells.stream().map(text -> new Cell(text, "", Tone.STRONG)).toList());
        return this;
    }

    /** Adds a row; each has as many cells as the head. */
    public Table row(List<Cell> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    List<String> lines(Terminal terminal) {
        var widths = IntStream.range(0, head.getFirst().size()).map(this::width).toArray();
        var lines = new ArrayList<String>();
        head.forEach(row -> lines.add(line(row, widths, terminal)));
        var rule = IntStream.of(widths).mapToObj("─"::repeat).toList();
        lines.add(" " + String.join(GAP, rule));
        rows.forEach(row -> lines.add(line(row, widths, terminal)));
        return lines;
    }

    private int width(int column) {
        return java.util.stream.Stream.concat(head.stream(), rows.stream())
                .map(row -> row.get(column))
                .mapToInt(
                        cell -> DisplayWidth.of(DisplayWidth.fit(cell.text(), widest)) + room(cell))
                .max()
                .orElse(0);
    }

    private static int room(Cell cell) {
        return cell.note().isEmpty() ? 0 : 1 + DisplayWidth.of(cell.note());
    }

    private String line(List<Cell> row, int[] widths, Terminal terminal) {
        var cells = new ArrayList<String>();
        for (var i = 0; i < widths.length; i++) {
            cells.add(shown(row.get(i), widths[i], terminal));
        }
        return (" " + String.join(GAP, cells)).stripTrailing();
    }

    private String shown(Cell cell, int width, Terminal terminal) {
        var text = DisplayWidth.fit(cell.text(), widest);
        var gap = width - DisplayWidth.of(text) - DisplayWidth.of(cell.note());
        return terminal.painted(text, cell.tone())
                + " ".repeat(gap)
                + terminal.painted(cell.note(), cell.tone());
    }
}
