package io.menshen.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.menshen.kernel.CsvCell;
import io.menshen.kernel.Personal;

/**
 * Writes an answer as CSV (RFC 4180) that spreadsheets open as it is meant: with a byte order mark,
 * and no cell that they would take for a formula. Straight from custody to the bytes that leave.
 */
final class CsvWriter {
    private static final String MARK = "\uFEFF";
    private static final String END = "\r\n";

    private CsvWriter() {}

    /** A line for each value: field, value, how it is shown. */
    static byte[] write(Disclosure answer) {
        var text = new StringBuilder(MARK).append("field,value,treatment").append(END);
        for (var shown : answer.fields()) {
            for (Personal<String> value : shown.values()) {
                text.append(shown.name())
                        .append(',')
                        .append(new CsvCell(Opened.text(value)).written())
                        .append(',')
                        .append(shown.treatment().word())
                        .append(END);
            }
        }
        return text.toString().getBytes(UTF_8);
    }
}
