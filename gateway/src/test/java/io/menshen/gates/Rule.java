package io.menshen.gates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One rule of the policy, from the METADATA at its head.
 *
 * @param name its folder, such as {@code consent}
 * @param clauses of the standard; one or more
 * @param codes of the reasons it gives
 * @param tests how many tests stand beside it
 */
record Rule(String name, String title, List<String> clauses, List<String> codes, long tests) {
    private static final Path RULES = Source.REPOSITORY.resolve("policies/rules");
    private static final Pattern TEST = Pattern.compile("(?m)^test_\\w+");

    /** Those rules that name a clause, by name. */
    static List<Rule> all() {
        try (Stream<Path> folders = Files.list(RULES)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(Rule::read)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Rule> read(Path folder) {
        var name = folder.getFileName().toString();
        var head = metadata(text(folder.resolve(name + ".rego")));
        if (!(head.get("custom") instanceof Map<?, ?> custom)
                || !(custom.get("codes") instanceof Map<?, ?> codes)) {
            return Optional.empty();
        }
        var clauses =
                codes.values().stream()
                        .map(code -> String.valueOf(((Map<?, ?>) code).get("clause")))
                        .distinct();
        return Optional.of(
                new Rule(
                        name,
                        String.valueOf(head.get("title")),
                        clauses.toList(),
                        codes.keySet().stream().map(String::valueOf).toList(),
                        TEST.matcher(text(folder.resolve(name + "_test.rego"))).results().count()));
    }

    private static Map<?, ?> metadata(String rego) {
        var yaml =
                rego.lines()
                        .dropWhile(line -> !line.equals("# METADATA"))
                        .skip(1)
                        .takeWhile(line -> line.startsWith("#"))
                        .map(line -> line.replaceFirst("^# ?", ""))
                        .collect(Collectors.joining("\n"));
        var loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return loaded instanceof Map<?, ?> head ? head : Map.of();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
