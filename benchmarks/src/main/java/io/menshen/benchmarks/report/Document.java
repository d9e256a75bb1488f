package io.menshen.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Markdown file whose figures stand between two markers; beside it a JSON file with those of the
 * read, and an SVG.
 */
public record Document(Path file) {
    private static final String READ = "bench read";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * Puts findings in their place; a file that does not exist is made of them alone.
     *
     * @throws IOException where the file exists and has no markers, or cannot be written
     */
    public void write(Findings findings) throws IOException {
        put(READ, Markdown.of(findings));
        Files.writeString(beside("json"), JSON.writeValueAsString(findings) + "\n");
    }

    /**
     * Puts what a command found in its place.
     *
     * @param command as it is called, which the markers name
     * @throws IOException as {@link #write}
     */
    public void put(String command, String found) throws IOException {
        var begin = "<!-- %s -->".formatted(command);
        var end = "<!-- /%s -->".formatted(command);
        var block = "%s%n%n%s%n%s".formatted(begin, found, end);
        if (!Files.exists(file)) {
            Files.writeString(file, block + "\n");
            return;
        }
        var text = Files.readString(file);
        var from = text.indexOf(begin);
        var to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new IOException("%s has no lines %s and %s".formatted(file, begin, end));
        }
        Files.writeString(
                file, text.substring(0, from) + block + text.substring(to + end.length()));
    }

    /** The file of the same name with another ending. */
    public Path beside(String ending) {
        var name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        return file.resolveSibling(name + "." + ending);
    }
}
