package io.menshen.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * OPA at the pinned release, run in the folder of policies. Other releases build other bytes and
 * are not taken.
 */
final class Opa {
    private final Path binary;
    private final Path folder;

    private Opa(Path binary, Path folder) {
        this.binary = binary.toAbsolutePath();
        this.folder = folder;
    }

    /** What a run of OPA gave. */
    record Ran(int exit, String out, String err) {}

    /**
     * Finds it: named by {@code OPA}, on the PATH, in {@code .tools/}, or built by Go.
     *
     * @throws CannotException saying where to get it
     */
    static Opa find(PolicyFolder policies, Map<String, String> environment)
            throws IOException, InterruptedException {
        var pinned = policies.opaVersion();
        var tools = policies.root().toAbsolutePath().resolveSibling(".tools");
        var seen = new ArrayList<String>();
        for (var candidate : candidates(environment, tools.resolve("opa"))) {
            var version = version(candidate);
            if (version.equals(pinned)) {
                return new Opa(candidate, policies.root());
            }
            seen.add(candidate + " is " + version);
        }
        var built = tools.resolve("opa");
        if (install(pinned, tools, environment) && version(built).equals(pinned)) {
            return new Opa(built, policies.root());
        }
        throw new CannotException(missing(pinned, seen));
    }

    private static List<Path> candidates(Map<String, String> environment, Path tools) {
        var onPath =
                Arrays.stream(environment.getOrDefault("PATH", "").split(":"))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, "opa"));
        var named = Optional.ofNullable(environment.get("OPA")).filter(o -> !o.isEmpty());
        return Stream.of(named.map(Path::of).stream(), onPath, Stream.of(tools))
                .flatMap(s -> s)
                .filter(Files::isExecutable)
                .toList();
    }

    private static String version(Path candidate) throws IOException, InterruptedException {
        var ran = run(Path.of("."), List.of(candidate.toString(), "version"), Map.of());
        return ran.out()
                .lines()
                .filter(line -> line.startsWith("Version: "))
                .map(line -> line.substring("Version: ".length()))
                .findFirst()
                .orElse("of no known version");
    }

    private static boolean install(String pinned, Path tools, Map<String, String> environment)
            throws IOException, InterruptedException {
        var go =
                Arrays.stream(environment.getOrDefault("PATH", "").split(":"))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, "go"))
                        .filter(Files::isExecutable)
                        .findFirst();
        if (go.isEmpty()) {
            return false;
        }
        System.err.println("menshen: building OPA " + pinned + " into .tools/ (two minutes, once)");
        var module = "github.com/open-policy-agent/opa@v" + pinned;
        var command = List.of(go.get().toString(), "install", module);
        return run(Path.of("."), command, Map.of("GOBIN", tools.toString())).exit() == 0;
    }

    private static String missing(String pinned, List<String> seen) {
        var found = seen.isEmpty() ? "none" : String.join(", ", seen);
        return "OPA "
                + pinned
                + " not found (found: "
                + found
                + "). Set OPA to the binary, put it on the PATH or into .tools/, or install Go and"
                + " try again; releases: https://github.com/open-policy-agent/opa/releases";
    }

    /** Runs OPA in the folder of policies and waits for it. */
    Ran run(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(binary.toString()));
        command.addAll(arguments);
        return run(folder, command, Map.of());
    }

    private static Ran run(Path folder, List<String> command, Map<String, String> more)
            throws IOException, InterruptedException {
        var out = Files.createTempFile("menshen-opa", ".out");
        var err = Files.createTempFile("menshen-opa", ".err");
        try {
            var builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().putAll(more);
            builder.redirectOutput(out.toFile()).redirectError(err.toFile());
            var exit = builder.start().waitFor();
            return new Ran(
                    exit,
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
