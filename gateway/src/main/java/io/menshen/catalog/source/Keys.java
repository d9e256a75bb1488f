package io.menshen.catalog.source;

import io.menshen.catalog.source.Form.Mapping;
import io.menshen.catalog.source.Form.Slot;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Collects the keys of an entry in their order. */
final class Keys {
    private final Map<String, Slot> keys = new LinkedHashMap<>();

    Keys must(String name, Form form) {
        keys.put(name, new Slot.Required(form));
        return this;
    }

    Keys may(String name, Form form) {
        keys.put(name, new Slot.Optional(form, null));
        return this;
    }

    Keys may(String name, Form form, JsonNode otherwise) {
        keys.put(name, new Slot.Optional(form, otherwise));
        return this;
    }

    Mapping entry() {
        return new Mapping(keys);
    }
}
