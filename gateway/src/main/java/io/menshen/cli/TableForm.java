package io.menshen.cli;

import picocli.CommandLine.Option;

/** The option of commands that print a table. */
final class TableForm {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "MARKDOWN")
    private Format format = Format.MARKDOWN;

    /** How the table is written. */
    private enum Format {
        MARKDOWN,
        CSV
    }

    boolean isCsv() {
        return format == Format.CSV;
    }
}
