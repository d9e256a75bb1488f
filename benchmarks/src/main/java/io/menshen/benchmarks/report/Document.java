package io.menshen.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Markdown file whose figures stand between two markers; beside it a JSON file with the same, and
 * an SVG.
 */
public record Document(Path file) {
    /** Where the figures begin. */
    static final String BEGIN = "<!-- bench read -->";

    /** Where they end. */
    static final String END = "<!-- /bench read -->";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * Puts findings in their place; a file that does not exist is made of them alone.
     *
     * @throws IOException where the file exists and has no markers, or cannot be written
     */
    public void write(Findings findings) throws IOException {
        Files.writeString(file, filled(findings));
        Files.writeString(beside("json"), JSON.writeValueAsString(findings) + "\n");
    }

    private String filled(Findings findings) throws IOException {
        var block = "%s%n%n%s%n%s".formatted(BEGIN, Markdown.of(findings), END);
        if (!Files.exists(file)) {
            return block + "\n";
        }
        var text = Files.readString(file);
        var from = text.indexOf(BEGIN);
        var to = text.indexOf(END);
        if (from < 0 || to < from) {
            throw new IOException("%s has no lines %s and %s".formatted(file, BEGIN, END));
        }
        return text.substring(0, from) + block + text.substring(to + END.length());
    }

    /** The file of the same name with another ending. */
    public Path beside(String ending) {
        var name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        return file.resolveSibling(name + "." + ending);
    }
}
