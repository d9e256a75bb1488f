package io.menshen.kernel;

/**
 * Where in a CSV somebody is who reads it character by character, or byte by byte of UTF-8. A quote
 * opens only at the start of a cell, and within quotes nothing ends a row (RFC 4180, 2.5 to 2.7).
 */
public enum CsvPlace {
    /** Behind the end of a row, or before all of them. */
    ENDED,
    /** At the start of a cell behind another one. */
    CELL,
    /** In a cell without quotes, where a quote is a character like any other. */
    PLAIN,
    /** Between quotes. */
    QUOTED,
    /** Behind a quote that closes, or is the first of two that mean one. */
    CLOSED,
    /** Behind a carriage return outside quotes; what is no line feed then begins another record. */
    RETURNED;

    /** The place behind the next character. */
    public CsvPlace after(int next) {
        if (this == QUOTED) {
            return next == '"' ? CLOSED : QUOTED;
        }
        return switch (next) {
            case '\n' -> ENDED;
            case '\r' -> RETURNED;
            case ',' -> CELL;
            case '"' -> this == PLAIN ? PLAIN : QUOTED;
            default -> PLAIN;
        };
    }
}
