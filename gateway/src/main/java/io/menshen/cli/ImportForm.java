package io.menshen.cli;

import java.nio.file.Path;
import java.util.Locale;

/** How the rows of a file are written. */
enum ImportForm {
    /** A document of JSON a line. */
    NDJSON("application/x-ndjson"),
    /** As RFC 4180 has it; the first row names the columns. */
    CSV("text/csv; charset=utf-8");

    private final String type;

    ImportForm(String type) {
        this.type = type;
    }

    /** The label of a body. */
    String type() {
        return type;
    }

    /**
     * The form that a file's name tells.
     *
     * @throws CannotException where it tells none
     */
    static ImportForm of(Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return CSV;
        }
        if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
            return NDJSON;
        }
        throw new CannotException(
                file + " ends neither in .csv nor in .ndjson; say which it is by --format");
    }
}
