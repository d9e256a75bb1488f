package io.menshen.staff;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.Personal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What a form of these pages bears and is no value of a person: words, ids, and its mark. */
final class Typed {
    private Typed() {}

    /** The text of a field; empty where it is not there. */
    static String text(Map<String, Personal<String>> fields, String name) {
        var field = fields.get(name);
        return field == null ? "" : field.open();
    }

    /** All fields in one order, for the fingerprint of a write. */
    static Bytes all(Map<String, Personal<String>> fields) {
        var text = new StringBuilder();
        new TreeMap<>(fields)
                .forEach((name, value) ->
                        text.append(name).append('\n').append(value.open()).append('\n'));
        return Bytes.copyOf(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
