package io.menshen.benchmarks.parts;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a JVM is started: every server that is compared runs with the heap of a gateway. */
public final class Jvm {
    /** As the gateway's own process is started. */
    private static final List<String> SETTINGS =
            List.of(
                    "-Xmx256m",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Dfile.encoding=UTF-8");

    private Jvm() {}

    /** The command of a main class on that class path. */
    public static List<String> command(String classPath, String main, List<String> arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java));
        command.addAll(SETTINGS);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(arguments);
        return command;
    }

    /**
     * All of the benchmarks' libraries. The process that starts the gateway has fewer: what is on
     * its class path, the gateway has too.
     */
    public static String everything() {
        var home = System.getProperty("menshen.home");
        return home == null
                ? System.getProperty("java.class.path")
                : Stream.of("benchmarks/target/*", "benchmarks/target/lib/*")
                        .map(folder -> Path.of(home).resolve(folder).toString())
                        .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * The class path of this process without standalone: the gateway's, and the benchmarks' own.
     */
    static String product() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("menshen-standalone"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
