package io.menshen.catalog.source;

import io.menshen.catalog.source.Places.Place;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One YAML file as JSON, with the line of each place. */
final class Yaml {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String file;
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Problem> problems;

    private Yaml(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * Reads a file.
     *
     * @param lines takes the line of each place, by path such as {@code /purposes/survey}
     */
    static ObjectNode read(
            String file, String text, Map<String, Place> lines, List<Problem> problems) {
        var yaml = new Yaml(file, problems);
        try {
            var settings = LoadSettings.builder().setLabel(file).setUseMarks(true).build();
            var root = new Compose(settings).composeString(text);
            var json = root.map(n -> yaml.json("", n)).orElseGet(JSON::objectNode);
            yaml.lines.forEach((path, line) -> lines.put(path, new Place(file, line)));
            if (json instanceof ObjectNode object) {
                return object;
            }
            problems.add(new Problem(file, 1, "the file must hold a mapping"));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(m -> m.getLine() + 1).orElse(0);
            problems.add(new Problem(file, line, "is not YAML: " + e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add(new Problem(file, 0, "is not YAML: " + e.getMessage()));
        }
        return JSON.objectNode();
    }

    private JsonNode json(String path, Node node) {
        lines.putIfAbsent(path, line(node));
        return switch (node) {
            case MappingNode mapping -> mapping(path, mapping);
            case SequenceNode sequence -> sequence(path, sequence);
            case ScalarNode scalar -> scalar(scalar);
            default -> JSON.nullNode();
        };
    }

    private ObjectNode mapping(String path, MappingNode mapping) {
        var object = JSON.objectNode();
        for (var entry : mapping.getValue()) {
            var key = entry.getKeyNode() instanceof ScalarNode s ? s.getValue() : "?";
            var place = path + "/" + key;
            if (object.has(key)) {
                problems.add(new Problem(file, line(entry.getKeyNode()), "'" + key + "' is twice"));
            }
            lines.put(place, line(entry.getKeyNode()));
            object.set(key, json(place, entry.getValueNode()));
        }
        return object;
    }

    private JsonNode sequence(String path, SequenceNode sequence) {
        var array = JSON.arrayNode();
        for (var item : sequence.getValue()) {
            array.add(json(path + "/" + array.size(), item));
        }
        return array;
    }

    private JsonNode scalar(ScalarNode scalar) {
        var tag = scalar.getTag();
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(Boolean.parseBoolean(scalar.getValue()));
        }
        if (tag.equals(Tag.INT) && scalar.getValue().matches("-?[0-9]{1,9}")) {
            return JSON.numberNode(Integer.parseInt(scalar.getValue()));
        }
        if (tag.equals(Tag.FLOAT) && scalar.getValue().matches("-?[0-9]+\\.[0-9]+")) {
            return JSON.numberNode(new BigDecimal(scalar.getValue()));
        }
        return tag.equals(Tag.NULL) ? JSON.nullNode() : JSON.stringNode(scalar.getValue());
    }

    private static int line(Node node) {
        return node.getStartMark().map(m -> m.getLine() + 1).orElse(0);
    }
}
