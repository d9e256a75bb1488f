package io.menshen.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.menshen.kernel.Personal;

/**
 * Writes an answer as CSV (RFC 4180) that spreadsheets open as it is meant: with a byte order mark,
 * and no cell that they would take for a formula. Straight from custody to the bytes that leave.
 */
final class CsvWriter {
    private static final String MARK = "\uFEFF";
    private static final String END = "\r\n";

    /** What a spreadsheet begins a formula with, in full width too, and what it passes over. */
    private static final String BEGINS = "=+-@\t\r\n＝＋－＠";

    private CsvWriter() {}

    /** A line for each value: field, value, how it is shown. */
    static byte[] write(Disclosure answer) {
        var text = new StringBuilder(MARK).append("field,value,treatment").append(END);
        for (var shown : answer.fields()) {
            for (Personal<String> value : shown.values()) {
                text.append(shown.name())
                        .append(',')
                        .append(cell(Opened.text(value)))
                        .append(',')
                        .append(shown.treatment().word())
                        .append(END);
            }
        }
        return text.toString().getBytes(UTF_8);
    }

    /** Always quoted; what would be a formula has an apostrophe before it. */
    static String cell(String value) {
        var begins = !value.isEmpty() && BEGINS.indexOf(value.charAt(0)) >= 0;
        return '"' + (begins ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }
}
