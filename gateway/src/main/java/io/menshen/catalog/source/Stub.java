package io.menshen.catalog.source;

import io.menshen.catalog.source.Form.Mapping;
import io.menshen.catalog.source.Form.Slot;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An entry as text: every key that its form knows, in order, each with what it means. What must be
 * there and nobody gave stays empty, which the check names; what may be left out is a comment.
 */
final class Stub {
    private static final Pattern PLAIN = Pattern.compile("\\p{L}[\\p{L}\\p{N}_ -]*(?<! )");
    private static final Set<String> OTHER_THAN_TEXT = Set.of("true", "false", "null");

    private Stub() {}

    /**
     * The lines of an entry.
     *
     * @param indent what stands before the name
     * @param given the values that are known
     */
    static String of(String indent, String name, Mapping form, Map<String, JsonNode> given) {
        var lines = new StringBuilder(indent).append(name).append(":\n");
        form.keys()
                .forEach((key, slot) ->
                        lines.append(indent)
                                .append(indent)
                                .append(line(key, slot, given.get(key)).stripTrailing())
                                .append('\n'));
        return lines.toString();
    }

    private static String line(String key, Slot slot, @Nullable JsonNode given) {
        var says = "  # " + slot.says() + FormCheck.words(slot.form());
        if (given != null) {
            return key + ": " + flow(given) + says;
        }
        return switch (slot) {
            case Slot.Required _ -> key + ":" + says;
            case Slot.Optional optional -> "# " + key + ": " + example(optional) + says;
        };
    }

    private static String example(Slot.Optional slot) {
        if (slot.otherwise() != null) {
            return flow(slot.otherwise());
        }
        if (slot.form() instanceof Mapping mapping) {
            return mapping.keys().keySet().stream()
                    .map(key -> key + ": …")
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return "…";
    }

    /** JSON as YAML on one line, with quotes where a text could be taken for something else. */
    private static String flow(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .map(e -> e.getKey() + ": " + flow(e.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(Stub::flow)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        var plain =
                node.isString()
                        && PLAIN.matcher(node.stringValue()).matches()
                        && !OTHER_THAN_TEXT.contains(node.stringValue());
        return plain ? node.stringValue() : node.toString();
    }
}
