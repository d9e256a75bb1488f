package io.menshen.catalog.source;

import io.menshen.catalog.source.Form.Mapping;
import io.menshen.catalog.source.Form.Slot;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Collects the keys of an entry in their order, each with what it means. */
final class Keys {
    private final Map<String, Slot> keys = new LinkedHashMap<>();

    Keys must(String name, Form form, String says) {
        keys.put(name, new Slot.Required(form, says));
        return this;
    }

    Keys may(String name, Form form, String says) {
        keys.put(name, new Slot.Optional(form, says, null));
        return this;
    }

    Keys may(String name, Form form, JsonNode otherwise, String says) {
        keys.put(name, new Slot.Optional(form, says, otherwise));
        return this;
    }

    Mapping entry() {
        return new Mapping(Collections.unmodifiableMap(keys));
    }
}
