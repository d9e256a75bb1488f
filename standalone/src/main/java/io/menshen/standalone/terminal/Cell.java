package io.menshen.standalone.terminal;

/**
 * A cell of a table.
 *
 * @param text shown at the left; control characters are left out, and it is cut where it is too
 *     wide
 * @param note a mark or number at the right edge; empty where there is none
 * @param tone how it is coloured
 */
public record Cell(String text, String note, Tone tone) {
    /** A cell without note and colour. */
    public static Cell of(String text) {
        return new Cell(text, "", Tone.PLAIN);
    }
}
