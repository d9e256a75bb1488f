package io.menshen.kernel;

/**
 * A cell of CSV (RFC 4180) that no spreadsheet takes for a formula.
 *
 * @param value what it shows
 */
public record CsvCell(String value) {
    /** What a spreadsheet begins a formula with, in full width too, and what it passes over. */
    private static final String BEGINS = "=+-@\t\r\n＝＋－＠";

    /** Always quoted; what would be a formula has an apostrophe before it. */
    public String written() {
        var begins = !value.isEmpty() && BEGINS.indexOf(value.charAt(0)) >= 0;
        return '"' + (begins ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }

    /** Does not print what it shows. */
    @Override
    public String toString() {
        return "CsvCell[" + value.length() + "]";
    }
}
