package io.menshen.web;

import io.menshen.kernel.Personal;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A posted form, {@code application/x-www-form-urlencoded} (WHATWG URL, section 5). It has one
 * reading only: a field that stands twice, and bytes that are no UTF-8, are refused.
 */
final class FormFields {
    static final int MOST_BYTES = 4096;
    private static final int MOST_FIELDS = 16;

    private FormFields() {}

    /**
     * Reads a form.
     *
     * @throws io.menshen.kernel.RefusedException {@code INVALID}
     */
    static Map<String, Personal<String>> read(byte[] body) {
        var fields = new HashMap<String, Personal<String>>();
        for (var pair : ascii(body).split("&", -1)) {
            if (!pair.isEmpty()) {
                var parts = pair.split("=", 2);
                var value = parts.length == 1 ? "" : decoded(parts[1]);
                if (fields.put(decoded(parts[0]), Personal.of(value)) != null) {
                    throw refused();
                }
            }
        }
        if (fields.size() > MOST_FIELDS) {
            throw refused();
        }
        return Map.copyOf(fields);
    }

    private static String ascii(byte[] body) {
        for (var one : body) {
            if (one <= ' ' || one == 0x7f) {
                throw refused();
            }
        }
        return new String(body, StandardCharsets.US_ASCII);
    }

    /** A decoder that replaces what is no UTF-8 would give two spellings one value. */
    private static String decoded(String text) {
        try {
            var bytes =
                    URLDecoder.decode(text, StandardCharsets.ISO_8859_1)
                            .getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException _) {
            throw refused();
        }
    }

    private static RuntimeException refused() {
        return StrictJson.refused(
                "", "form", "Needed: a form of at most 16 fields, each once, in UTF-8.");
    }
}
