package io.menshen.cli;

import io.menshen.cli.Matrix.Cell;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one consumer sees, as a table of Markdown. */
final class MatrixTable {
    private static final String WHOLE = "(the whole)";

    private final List<Cell> cells;
    private final List<String> columns;

    private MatrixTable(List<Cell> cells) {
        this.cells = cells;
        this.columns =
                List.copyOf(
                        cells.stream()
                                .map(MatrixTable::column)
                                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    static Stream<String> of(String consumer, List<Cell> cells) {
        var lines = new ArrayList<>(List.of("## " + consumer, ""));
        lines.addAll(new MatrixTable(cells).lines());
        lines.add("");
        return lines.stream();
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("| field | " + String.join(" | ", columns) + " |");
        lines.add("|---".repeat(columns.size() + 1) + "|");
        var fields =
                cells.stream()
                        .map(MatrixTable::field)
                        .collect(Collectors.toCollection(TreeSet::new));
        fields.forEach(field -> lines.add(row(field)));
        return lines;
    }

    private String row(String field) {
        return columns.stream()
                .map(column -> shown(field, column))
                .collect(Collectors.joining(" | ", "| `" + field + "` | ", " |"));
    }

    private String shown(String field, String column) {
        return cells.stream()
                .filter(cell -> field(cell).equals(field) && column(cell).equals(column))
                .map(cell ->
                        cell.reason().isEmpty()
                                ? cell.shown()
                                : cell.shown() + ": " + cell.reason())
                .findFirst()
                .orElse("");
    }

    private static String field(Cell cell) {
        return cell.field().isEmpty() ? WHOLE : cell.field();
    }

    private static String column(Cell cell) {
        return cell.role().isEmpty() ? cell.purpose() : cell.purpose() + " (" + cell.role() + ")";
    }
}
