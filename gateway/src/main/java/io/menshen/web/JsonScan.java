package io.menshen.web;

import io.menshen.kernel.Refusal;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * A first pass over a whole document, also over the parts that binding skips: nesting, keys that
 * are there twice (escaped or not), lone surrogates, NUL, a second document.
 */
final class JsonScan {
    private final JsonParser parser;
    private final JsonFaults faults;

    private JsonScan(JsonParser parser, JsonFaults faults) {
        this.parser = parser;
        this.faults = faults;
    }

    static void check(JsonMapper mapper, String text, JsonFaults faults) {
        try (var parser = mapper.createParser(text)) {
            new JsonScan(parser, faults).run();
        }
    }

    private void run() {
        try {
            scan();
        } catch (JacksonException e) {
            var fault = faults.of(e, parser.streamReadContext());
            throw Refusal.invalid(List.of(fault)).toException();
        }
    }

    private void scan() {
        var roots = 0;
        for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
            checkText(token);
            roots += parser.streamReadContext().inRoot() ? 1 : 0;
            if (roots > 1) {
                throw StrictJson.refused("", "trailing", "One document is taken, not more.");
            }
        }
        if (roots == 0) {
            throw StrictJson.refused("", "empty", "A JSON document is needed.");
        }
    }

    private void checkText(JsonToken token) {
        var text =
                switch (token) {
                    case PROPERTY_NAME -> parser.currentName();
                    case VALUE_STRING -> parser.getString();
                    default -> "";
                };
        if (text == null || wellFormed(text)) {
            return;
        }
        var at = faults.pointer(parser.streamReadContext());
        throw StrictJson.refused(at, "characters", "NUL and lone surrogates are not taken.");
    }

    private static boolean wellFormed(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c) && !pair(text, i++)) {
                return false;
            }
        }
        return true;
    }

    private static boolean pair(String text, int at) {
        return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    }
}
