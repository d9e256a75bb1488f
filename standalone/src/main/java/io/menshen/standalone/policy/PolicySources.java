package io.menshen.standalone.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The folder {@code policies/} of a working copy, compared by content with a bundle. */
public final class PolicySources {
    private static final String ENTRY_POINT = "# entrypoint: true";

    private final Path folder;

    /** The sources in that folder. */
    public PolicySources(Path folder) {
        this.folder = folder;
    }

    /** The files that say something else than the bundle; empty where there is no working copy. */
    public List<String> differingFrom(BuiltBundle bundle) throws IOException {
        var differing = new ArrayList<String>();
        if (Files.isDirectory(folder.resolve("rules"))) {
            differing.addAll(rules(bundle));
        }
        if (Files.isDirectory(folder.resolve("registries"))) {
            differing.addAll(registries(bundle));
        }
        return differing;
    }

    private List<String> rules(BuiltBundle bundle) throws IOException {
        var differing = new ArrayList<String>();
        for (var file : files("rules", ".rego")) {
            var name = folder.relativize(file).toString();
            var built = bundle.rules().getOrDefault(name, "");
            if (!name.endsWith("_test.rego") && !says(Files.readString(file), built)) {
                differing.add(name);
            }
        }
        return differing;
    }

    /**
     * What answers to the gateway the build moves into the compiled part, so that its text lacks
     * it.
     */
    private static boolean says(String source, String built) {
        var partly = source.contains(ENTRY_POINT) && !built.isEmpty();
        return partly ? said(source).containsAll(said(built)) : said(source).equals(said(built));
    }

    /** The build drops comments of some files and adds imports to others. */
    private static List<String> said(String rule) {
        return rule.lines()
                .filter(line ->
                        !line.isBlank()
                                && !line.strip().startsWith("#")
                                && !line.startsWith("import "))
                .toList();
    }

    private List<String> registries(BuiltBundle bundle) throws IOException {
        var differing = new ArrayList<String>();
        for (var file : files("registries", ".yaml")) {
            var name = folder.relativize(file).toString();
            if (!says(bundle, Files.readString(file))) {
                differing.add(name);
            }
        }
        return differing;
    }

    private List<Path> files(String part, String ending) throws IOException {
        try (var all = Files.walk(folder.resolve(part))) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static boolean says(BuiltBundle bundle, String yaml) {
        try {
            var document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
            JsonNode source = JsonMapper.shared().valueToTree(document);
            return source.propertyStream()
                    .allMatch(e -> entries(e.getValue(), bundle.registries().path(e.getKey())));
        } catch (YamlEngineException _) {
            return false;
        }
    }

    /** The build may add what the source leaves out, but no entry. */
    private static boolean entries(JsonNode source, JsonNode built) {
        var listed = source.valueStream().allMatch(JsonNode::isObject);
        return (!listed || source.size() == built.size()) && covers(source, built);
    }

    private static boolean covers(JsonNode source, JsonNode built) {
        return source.isObject()
                ? source.propertyStream()
                        .allMatch(e -> covers(e.getValue(), built.path(e.getKey())))
                : source.equals(built);
    }
}
