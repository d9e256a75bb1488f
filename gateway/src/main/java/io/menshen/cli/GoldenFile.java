package io.menshen.cli;

import io.menshen.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The golden cases: {@code golden/committed.json} holds every case as it is decided, made from the
 * registries or written by hand; {@code golden/written/} holds those of people, with the decision
 * that the standard demands.
 */
final class GoldenFile {
    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private final SortedMap<String, ObjectNode> decided = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    private GoldenFile() {}

    /** Decides every case by that engine. */
    static GoldenFile decide(PolicyFolder policies, Catalog catalog, Engine engine)
            throws IOException {
        var golden = new GoldenFile();
        new GoldenCases(catalog).requests().forEach((title, r) -> golden.add(title, r, engine));
        for (var file : files(policies)) {
            golden.written(file, engine);
        }
        return golden;
    }

    /** The requests of the cases written by hand, by title. */
    static SortedMap<String, ObjectNode> writtenBy(PolicyFolder policies) throws IOException {
        var requests = new TreeMap<String, ObjectNode>();
        for (var file : files(policies)) {
            for (var one : SORTED.readTree(Files.readString(file)).properties()) {
                if (one.getValue().path("input") instanceof ObjectNode input) {
                    requests.put(one.getKey(), input);
                }
            }
        }
        return requests;
    }

    /** Where a decision is not the one that a person wrote down, one line each. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** How many cases there are. */
    int size() {
        return decided.size();
    }

    /** The content of the committed file: a case a line, so that a diff reads well. */
    String text() {
        var lines = new ArrayList<String>();
        decided.forEach((title, one) ->
                lines.add(
                        SORTED.writeValueAsString(title) + ": " + SORTED.writeValueAsString(one)));
        return "{\"committed\": {\n" + String.join(",\n", lines) + "\n}}\n";
    }

    private static List<Path> files(PolicyFolder policies) throws IOException {
        if (!Files.isDirectory(policies.writtenCases())) {
            return List.of();
        }
        try (var files = Files.list(policies.writtenCases())) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }

    private void written(Path file, Engine engine) throws IOException {
        for (var one : SORTED.readTree(Files.readString(file)).properties()) {
            var name = file.getFileName() + ": \"" + one.getKey() + "\"";
            if (!(one.getValue().path("input") instanceof ObjectNode input)) {
                faults.add(name + " has no 'input'");
                continue;
            }
            if (decided.containsKey(one.getKey())) {
                faults.add(name + " has the title of another case");
            }
            var decision = add(one.getKey(), input, engine);
            var expected = one.getValue().path("decision");
            if (!decision.equals(expected)) {
                var said = SORTED.writeValueAsString(expected);
                var got = SORTED.writeValueAsString(decision);
                faults.add(name + " demands " + said + "\n    decided " + got);
            }
        }
    }

    private ObjectNode add(String title, ObjectNode request, Engine engine) {
        var decision = engine.decide(request);
        var one = SORTED.createObjectNode();
        one.set("input", request);
        one.set("decision", decision);
        decided.put(title, one);
        return decision;
    }
}
