package io.menshen.catalog.source;

import io.menshen.catalog.source.Form.Slot;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The forms of the registries as JSON schemas (draft 2020-12), for editors: they complete keys and
 * words and say what each means. What counts is the check of the registries, made from the same
 * forms.
 */
public final class Schemas {
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Schemas() {}

    /** The schema of each registry by file name, such as {@code fields.schema.json}. */
    public static Map<String, String> files(Vocabulary known) {
        var files = new LinkedHashMap<String, String>();
        Forms.all(known)
                .keys()
                .forEach((name, slot) -> {
                    var schema = Words.JSON.objectNode();
                    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
                    schema.put("title", name);
                    schema.put("type", "object");
                    schema.put("additionalProperties", false);
                    schema.putArray("required").add(name);
                    schema.putObject("properties").set(name, described(slot));
                    files.put(name + ".schema.json", PRETTY.writeValueAsString(schema) + "\n");
                });
        return files;
    }

    private static ObjectNode described(Slot slot) {
        var schema = schema(slot.form());
        schema.put("description", slot.says());
        if (slot instanceof Slot.Optional optional && optional.otherwise() != null) {
            schema.set("default", optional.otherwise().deepCopy());
        }
        return schema;
    }

    private static ObjectNode schema(Form form) {
        var schema = Words.JSON.objectNode();
        switch (form) {
            case Form.Word word -> words(schema, word.allowed());
            case Form.Text _ -> text(schema);
            case Form.Whole whole -> schema.put("type", "integer").put("minimum", whole.least());
            case Form.Flag _ -> schema.put("type", "boolean");
            case Form.Day _ ->
                    schema.put("type", "string").put("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
            case Form.Mapping entry -> entry(schema, entry);
            case Form.Named named ->
                    schema.put("type", "object").set("additionalProperties", schema(named.each()));
            case Form.Several several ->
                    schema.put("type", "array").set("items", schema(several.each()));
            case Form.Kinded kinded -> kinded(schema, kinded);
        }
        return schema;
    }

    private static void text(ObjectNode schema) {
        schema.put("type", "string").put("pattern", "\\S");
    }

    private static void words(ObjectNode schema, Collection<String> words) {
        var allowed = schema.putArray("enum");
        words.stream().sorted().forEach(allowed::add);
    }

    private static void entry(ObjectNode schema, Form.Mapping entry) {
        schema.put("type", "object").put("additionalProperties", false);
        var properties = schema.putObject("properties");
        var required = Words.JSON.arrayNode();
        entry.keys()
                .forEach((name, slot) -> {
                    properties.set(name, described(slot));
                    if (slot instanceof Slot.Required) {
                        required.add(name);
                    }
                });
        schema.set("required", required);
    }

    private static void kinded(ObjectNode schema, Form.Kinded kinded) {
        schema.put("type", "object");
        words(schema.putObject("properties").putObject("kind"), kinded.kinds());
        schema.putArray("required").add("kind");
        text(schema.putObject("additionalProperties"));
    }
}
