package io.menshen.standalone.process;

import io.menshen.standalone.StandaloneException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Commands that are run to their end. */
final class Commands {
    private Commands() {}

    /** Whether a command can be run and exits with 0. */
    static boolean succeeds(String... command) {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return ended(process) == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * Runs a command.
     *
     * @throws StandaloneException where it does not exit with 0; the line quotes the last it said
     */
    static void run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said;
        try (var output = process.getInputStream()) {
            said = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        if (ended(process) != 0) {
            throw new StandaloneException(
                    "%s failed: %s"
                            .formatted(name(command), said.lines().reduce((a, b) -> b).orElse("")));
        }
    }

    private static int ended(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static StandaloneException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new StandaloneException("interrupted while waiting for a process", cause);
    }

    private static String name(List<String> command) {
        return command.stream()
                .filter(w -> w.contains("/bin/"))
                .findFirst()
                .orElse(command.getFirst());
    }

    /** One command before another. */
    static List<String> join(List<String> prefix, List<String> command) {
        var all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }
}
