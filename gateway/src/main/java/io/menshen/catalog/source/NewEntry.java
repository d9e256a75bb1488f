package io.menshen.catalog.source;

import io.menshen.catalog.source.Form.Mapping;
import io.menshen.catalog.source.Form.Named;
import io.menshen.catalog.source.Places.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A new entry at the end of a registry: the file keeps its comments and its order. It allows
 * nothing until somebody fills it in.
 */
public final class NewEntry {
    private static final int LONGEST = 64;

    private final Kind kind;
    private final String name;
    private final Mapping form;
    private final Map<String, JsonNode> given;

    /** What can be added, each to the registry of its name. */
    public enum Kind {
        CONSUMER("consumers", "[a-z][a-z0-9]*(-[a-z0-9]+)*", "small letters, digits and '-'"),
        PURPOSE("purposes", "[a-z][a-z0-9]*(_[a-z0-9]+)*", "small letters, digits and '_'"),
        FIELD("fields", "[a-z][a-z0-9]*(_[a-z0-9]+)*", "small letters, digits and '_'");

        private final String registry;
        private final String names;
        private final String allowed;

        Kind(String registry, String names, String allowed) {
            this.registry = registry;
            this.names = names;
            this.allowed = allowed;
        }

        /** The key of the registry, which is the name of its file without {@code .yaml}. */
        public String registry() {
            return registry;
        }

        /** The word of it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An entry.
     *
     * @param wanted values by key, as YAML; what is left out is as closed as it can be
     * @throws IllegalArgumentException where the name or a key is none, or a value is not YAML; the
     *     message says what is allowed
     */
    public NewEntry(Kind kind, String name, Map<String, String> wanted, Vocabulary known) {
        if (name.length() > LONGEST || !Pattern.matches(kind.names, name)) {
            var allowed = kind.allowed + ", a letter first, up to " + LONGEST;
            throw new IllegalArgumentException(
                    "'" + name + "' is no name of a " + kind.word() + "; allowed: " + allowed);
        }
        this.kind = kind;
        this.name = name;
        this.form = form(kind, known);
        this.given = new LinkedHashMap<>(Closed.values(kind, name, wanted.keySet()));
        wanted.forEach((key, value) -> given.put(key, value(key, value)));
    }

    private static Mapping form(Kind kind, Vocabulary known) {
        var registry = Objects.requireNonNull(Forms.all(known).keys().get(kind.registry)).form();
        if (registry instanceof Named named && named.each() instanceof Mapping mapping) {
            return mapping;
        }
        throw new IllegalStateException(kind.registry + " has no entries with keys");
    }

    private JsonNode value(String key, String yaml) {
        if (!form.keys().containsKey(key)) {
            throw new IllegalArgumentException(
                    "a %s has no '%s'%s"
                            .formatted(kind.word(), key, Nearest.hint(key, form.keys().keySet())));
        }
        var problems = new ArrayList<Problem>();
        var value = read(key + ": " + yaml, new HashMap<>(), problems).get(key);
        if (value == null || !problems.isEmpty()) {
            throw new IllegalArgumentException(key + " is not YAML: " + yaml);
        }
        return value;
    }

    /**
     * The registry with this entry at its end.
     *
     * @param text the whole file
     * @throws IllegalArgumentException where it has an entry of that name, or is not written as a
     *     block, an entry after the other
     */
    public String addedTo(String text) {
        var places = new HashMap<String, Place>();
        var problems = new ArrayList<Problem>();
        var before = entries(text, places, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.getFirst().toString());
        }
        if (before.has(name)) {
            var place = places.get("/" + kind.registry + "/" + name);
            throw new IllegalArgumentException(
                    "there is a " + kind.word() + " '" + name + "' already: " + place);
        }
        var added = ended(text) + Stub.of(indent(text, before, places), name, form, given);
        var after = entries(added, new HashMap<>(), problems);
        after.remove(name);
        if (!problems.isEmpty() || !after.equals(before)) {
            throw new IllegalArgumentException(
                    file() + " cannot be added to: write it as a block, an entry after the other");
        }
        return added;
    }

    private static String ended(String text) {
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    /** As the entries that are there. */
    private String indent(String text, ObjectNode entries, Map<String, Place> places) {
        var first = entries.propertyNames().stream().findFirst();
        var place = first.map(n -> places.get("/" + kind.registry + "/" + n));
        return place.map(p -> text.lines().toList().get(p.line() - 1))
                .map(line -> line.substring(0, line.length() - line.stripLeading().length()))
                .filter(spaces -> !spaces.isEmpty())
                .orElse("  ");
    }

    private ObjectNode entries(String text, Map<String, Place> places, List<Problem> problems) {
        var registry = read(text, places, problems).get(kind.registry);
        if (registry instanceof ObjectNode object) {
            return object;
        }
        return Words.JSON.objectNode();
    }

    private ObjectNode read(String text, Map<String, Place> places, List<Problem> problems) {
        return Yaml.read(file(), text, places, problems);
    }

    private String file() {
        return kind.registry + ".yaml";
    }
}
