package io.menshen.benchmarks.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A folder that goes away with the run, an interrupted one included. */
public record Scratch(Path folder) implements AutoCloseable {
    /** Makes one in the system's folder for such. */
    public static Scratch make() throws IOException {
        return new Scratch(Files.createTempDirectory("menshen-bench"));
    }

    /** Takes it away. Who was interrupted does so by two hands, one after the other. */
    @Override
    public synchronized void close() throws IOException {
        for (var file : files()) {
            Files.deleteIfExists(file);
        }
    }

    /** The deepest first. */
    private List<Path> files() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
