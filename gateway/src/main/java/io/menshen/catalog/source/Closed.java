package io.menshen.catalog.source;

import static io.menshen.catalog.source.Words.JSON;
import static io.menshen.catalog.source.Words.NO;
import static io.menshen.catalog.source.Words.NOTHING;
import static io.menshen.catalog.source.Words.word;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a new entry says before anybody said more: nobody sees anything by it. */
final class Closed {
    private Closed() {}

    /**
     * Values by key.
     *
     * @param said the keys that somebody gives a value, on which some of these depend
     */
    static Map<String, JsonNode> values(NewEntry.Kind kind, String name, Collection<String> said) {
        var values = new LinkedHashMap<String, JsonNode>();
        values.put("label", JSON.objectNode().put("zh", name).put("en", name));
        switch (kind) {
            case CONSUMER -> consumer(name, values);
            case PURPOSE -> purpose(name, values);
            case FIELD -> field(values, said);
        }
        return values;
    }

    private static void consumer(String name, Map<String, JsonNode> values) {
        values.put("kind", word("internal"));
        values.put("client_id", word(name));
        values.put("purposes", NOTHING);
        values.put("caps", JSON.objectNode().put("per_minute", 1).put("per_day", 1));
    }

    /** Consent is asked for, which can be withdrawn; its tokens lead to no other purpose's. */
    private static void purpose(String name, Map<String, JsonNode> values) {
        values.put("basis", word("consent"));
        values.put("version", JSON.numberNode(1));
        values.put("manner", JSON.arrayNode().add("read"));
        values.put("token_scope", word(name));
        values.put("operations", JSON.arrayNode().add("withdraw"));
        values.put("enabled", NO);
        values.put("retention_days", JSON.numberNode(1));
        values.put("fields", JSON.objectNode());
    }

    /** Sensitive until somebody says otherwise; of which kind, only a person can tell. */
    private static void field(Map<String, JsonNode> values, Collection<String> said) {
        values.put("category", word("EXT"));
        values.put("sensitivity", word("P"));
        if (!said.contains("sensitivity")) {
            values.put("kind", JSON.nullNode());
        }
        values.put("store", word("sensitive"));
        values.put("treatment", word("withhold"));
        values.put("type", word("text"));
    }
}
