package io.menshen.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The committed policies, to be changed in a copy. */
final class CommittedPolicies {
    private static final Path FOLDER = Path.of("..", "policies");

    private CommittedPolicies() {}

    /** Makes a copy in a folder that is not there yet. */
    static void copy(Path to) throws IOException {
        try (var files = Files.walk(FOLDER)) {
            for (var file : files.filter(f -> !f.toString().contains("target")).toList()) {
                Files.copy(file, to.resolve(FOLDER.relativize(file).toString()));
            }
        }
    }

    /** Changes the first such text that a purpose has. */
    static void edit(Path policies, String purpose, String old, String changed) throws IOException {
        var file = policies.resolve("registries/purposes.yaml");
        var text = Files.readString(file);
        var at = text.indexOf(old, text.indexOf("  " + purpose + ":\n"));
        if (at < 0) {
            throw new IllegalArgumentException(purpose + " has no " + old);
        }
        Files.writeString(
                file, text.substring(0, at) + changed + text.substring(at + old.length()));
    }
}
