package io.menshen.catalog.source;

import io.menshen.catalog.source.Form.Slot;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds registries against their forms and fills in what may be left out. */
final class FormCheck {
    private final Report report;

    FormCheck(Report report) {
        this.report = report;
    }

    void check(String path, Form form, JsonNode node) {
        switch (form) {
            case Form.Word word -> word(path, word, node);
            case Form.Text _ -> expect(path, node.isString() && !text(node).isBlank(), "a text");
            case Form.Whole whole -> whole(path, whole, node);
            case Form.Flag _ -> expect(path, node.isBoolean(), "true or false");
            case Form.Day _ -> expect(path, day(node), "a day in quotes, such as \"2028-01-31\"");
            case Form.Mapping entry -> entry(path, entry, node);
            case Form.Named named -> named(path, named, node);
            case Form.Several several -> several(path, several, node);
            case Form.Kinded kinded -> kinded(path, kinded, node);
        }
    }

    private void word(String path, Form.Word word, JsonNode node) {
        if (!node.isString() || !word.allowed().contains(text(node))) {
            report.at(
                    path,
                    name(path)
                            + " is '"
                            + shown(node)
                            + "'"
                            + Nearest.hint(shown(node), word.allowed()));
        }
    }

    private void whole(String path, Form.Whole whole, JsonNode node) {
        boolean fits = node.isInt() && node.intValue() >= whole.least();
        expect(path, fits, "a whole number of at least " + whole.least());
    }

    private void entry(String path, Form.Mapping entry, JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            expect(path, node.isObject(), "a mapping");
            return;
        }
        for (var name : List.copyOf(object.propertyNames())) {
            if (!entry.keys().containsKey(name)) {
                report.unknown(path + "/" + name, "key", name, entry.keys().keySet());
            }
        }
        entry.keys().forEach((name, key) -> key(path, object, name, key));
    }

    private void key(String path, ObjectNode object, String name, Slot key) {
        var value = object.get(name);
        if (value != null && value.isNull()) {
            var place = path + "/" + name;
            report.at(place, name(place) + " must be there: " + key.says() + words(key.form()));
            return;
        }
        if (value != null) {
            check(path + "/" + name, key.form(), value);
            return;
        }
        switch (key) {
            case Slot.Required _ -> report.at(path, name(path) + " lacks '" + name + "'");
            case Slot.Optional optional -> {
                if (optional.otherwise() != null) {
                    object.set(name, optional.otherwise().deepCopy());
                }
            }
        }
    }

    private void named(String path, Form.Named named, JsonNode node) {
        expect(path, node.isObject(), "a mapping");
        for (var entry : node.properties()) {
            check(path + "/" + entry.getKey(), named.each(), entry.getValue());
        }
    }

    private void several(String path, Form.Several several, JsonNode node) {
        if (!(node instanceof ArrayNode array)) {
            expect(path, node.isArray(), "a list in brackets");
            return;
        }
        for (int i = 0; i < array.size(); i++) {
            check(path + "/" + i, several.each(), array.get(i));
        }
    }

    private void kinded(String path, Form.Kinded kinded, JsonNode node) {
        expect(path, node.isObject() && node.has("kind"), "a kind with parameters");
        for (var entry : node.properties()) {
            var place = path + "/" + entry.getKey();
            boolean kind = entry.getKey().equals("kind");
            check(place, kind ? new Form.Word(kinded.kinds()) : new Form.Text(), entry.getValue());
        }
    }

    /** The words that a form allows, in brackets; empty where it is no list of words. */
    static String words(Form form) {
        return form instanceof Form.Word word
                ? word.allowed().stream().sorted().collect(Collectors.joining(", ", " (", ")"))
                : "";
    }

    private void expect(String path, boolean met, String expected) {
        if (!met) {
            report.at(path, name(path) + " must be " + expected);
        }
    }

    private static boolean day(JsonNode node) {
        try {
            return node.isString() && LocalDate.parse(text(node)).getYear() > 0;
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private static String name(String path) {
        return path.isEmpty() ? "the registries" : path.substring(1).replace('/', '.');
    }

    private static String text(JsonNode node) {
        return node.stringValue();
    }

    private static String shown(JsonNode node) {
        return node.isString() ? text(node) : node.toString();
    }
}
