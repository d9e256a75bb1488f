package io.menshen.standalone.demo;

import io.menshen.standalone.policy.ReasonBook;
import io.menshen.standalone.terminal.Cell;
import io.menshen.standalone.terminal.Tone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns answers into cells, and numbers their reasons in the order in which they appear. */
final class Legend {
    static final String MARKS =
            " * masked   ~ generalised   → to the connector only   · withheld   ✗ whole request refused";
    private static final int TOKEN_SHOWN = 6;

    private final ReasonBook reasons;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    Legend(ReasonBook reasons) {
        this.reasons = reasons;
    }

    /** What an answer says of a field. */
    Cell cell(Answer answer, String field) {
        if (!answer.ok()) {
            return new Cell("✗", number(answer.reason()), Tone.BAD);
        }
        var withheld = answer.withheld(field);
        if (withheld.equals("connector_only")) {
            return new Cell("→ connector", number(withheld), Tone.CHANGED);
        }
        if (!withheld.isEmpty()) {
            return new Cell("·", number(withheld), Tone.FAINT);
        }
        return switch (answer.treatment(field)) {
            case "" -> Cell.of("–");
            case "mask", "mask_strict" -> new Cell(answer.text(field), "*", Tone.CHANGED);
            case "generalize" -> new Cell(answer.text(field), "~", Tone.CHANGED);
            default -> new Cell(answer.text(field), "", Tone.GOOD);
        };
    }

    /** The row of a comparison, which one column made. */
    List<Cell> matched(int columns, int column, Answer answer, String field) {
        var cells = new ArrayList<>(List.of(Cell.of(field + " =")));
        for (var i = 0; i < columns; i++) {
            cells.add(i == column ? match(answer, field) : Cell.of(""));
        }
        return cells;
    }

    private Cell match(Answer answer, String field) {
        if (!answer.ok()) {
            return new Cell("✗", number(answer.reason()), Tone.BAD);
        }
        var matches = answer.body().path("matches").path(field).asBoolean(false);
        return new Cell(matches ? "match: yes" : "match: no", "", Tone.CHANGED);
    }

    /** The row of the tokens by which each knows the person. */
    List<Cell> subjects(Collection<Answer> answers) {
        var cells = new ArrayList<>(List.of(Cell.of("subject")));
        for (var answer : answers) {
            var token = answer.subject();
            cells.add(
                    Cell.of(
                            token.length() > TOKEN_SHOWN
                                    ? "tk1_…" + token.substring(token.length() - TOKEN_SHOWN)
                                    : "–"));
        }
        return cells;
    }

    private String number(String code) {
        return Integer.toString(numbers.computeIfAbsent(code, key -> numbers.size() + 1));
    }

    /** The reasons by number. */
    List<String> entries() {
        return numbers.keySet().stream().map(reasons::explained).toList();
    }
}
