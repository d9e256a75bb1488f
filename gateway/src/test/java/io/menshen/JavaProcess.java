package io.menshen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A main class as a process of its own, with the heap of a gateway.
 *
 * @param log all that it prints
 */
record JavaProcess(Process process, Path log) {
    /** One of these tests' class path. */
    static JavaProcess start(Class<?> main, List<String> words) throws IOException {
        return start(System.getProperty("java.class.path"), main, words);
    }

    static JavaProcess start(String classPath, Class<?> main, List<String> words)
            throws IOException {
        var command =
                new ArrayList<String>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dfile.encoding=UTF-8",
                                "-cp",
                                classPath,
                                main.getName()));
        command.addAll(words);
        var log = Files.createTempFile(main.getSimpleName(), ".log");
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        return new JavaProcess(process, log);
    }
}
