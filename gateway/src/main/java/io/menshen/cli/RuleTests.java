package io.menshen.cli;

import io.menshen.catalog.source.Compilation.Registries;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What OPA says of the rules: format, strict check, tests, and lines that no test covers. */
final class RuleTests {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> NOT_REGO =
            List.of("--ignore", "bundle,registries,schemas,target");

    private final Opa opa;
    private final Registries registries;

    RuleTests(Opa opa, Registries registries) {
        this.opa = opa;
        this.registries = registries;
    }

    /** What is not formatted, and what the strict check finds, a line each. */
    static List<String> faults(Opa opa) throws IOException, InterruptedException {
        var faults = new ArrayList<String>();
        var format = opa.run(words("fmt --fail --list rules testing golden"));
        format.out()
                .lines()
                .map(f -> f + " is not formatted. Try: opa fmt --write")
                .forEach(faults::add);
        var strict = opa.run(words("check --strict rules testing"));
        if (strict.exit() != 0) {
            (strict.out() + strict.err()).lines().forEach(faults::add);
        }
        return faults;
    }

    /** Runs all tests beside the rules and over the golden cases. */
    Opa.Ran test() throws IOException, InterruptedException {
        return withData(words("test --timeout 300s"));
    }

    /** Lines of rules that no test of a rule runs, as {@code rules/age/age.rego:12}. */
    List<String> uncovered() throws IOException, InterruptedException {
        var ran = withData(words("test --coverage --format json --ignore golden"));
        var uncovered = new ArrayList<String>();
        for (var file : JSON.readTree(ran.out()).path("files").properties()) {
            var name = file.getKey();
            if (name.startsWith("rules/") && !name.endsWith("_test.rego")) {
                lines(file.getValue()).forEach(line -> uncovered.add(name + ":" + line));
            }
        }
        return uncovered;
    }

    private static List<Integer> lines(JsonNode file) {
        var lines = new ArrayList<Integer>();
        file.path("not_covered")
                .forEach(range -> lines.add(range.path("start").path("row").asInt()));
        return lines;
    }

    /** The rules see what the gateway sees: the registries as they are compiled. */
    private Opa.Ran withData(List<String> arguments) throws IOException, InterruptedException {
        var data = Files.createTempFile("menshen-registries", ".json");
        try {
            var all = JSON.createObjectNode().set("registries", registries.registries());
            Files.write(data, JSON.writeValueAsBytes(all));
            var words = new ArrayList<>(arguments);
            words.addAll(NOT_REGO);
            words.addAll(List.of(".", data.toString()));
            return opa.run(words);
        } finally {
            Files.delete(data);
        }
    }

    private static List<String> words(String spaced) {
        return Arrays.asList(spaced.split(" "));
    }
}
