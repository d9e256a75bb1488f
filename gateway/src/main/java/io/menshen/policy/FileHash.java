package io.menshen.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.menshen.kernel.Bytes;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How OPA hashes the files of a bundle for its signature: other files as they are; JSON without
 * white space, the keys of objects in the order of their UTF-8 bytes, numbers as they are written,
 * strings escaped as Go's {@code encoding/json} does without HTML escapes.
 */
final class FileHash {
    private static final Set<String> STRUCTURED = Set.of("data.json", ".manifest");
    private static final JsonMapper STRICT =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private FileHash() {}

    /**
     * SHA-256 in hex.
     *
     * @throws tools.jackson.core.JacksonException where a file that should be JSON is not
     * @throws IllegalArgumentException where a string of it is not Unicode text
     */
    static String of(String name, Bytes content) {
        var last = name.substring(name.lastIndexOf('/') + 1);
        var bytes = content.toArray();
        return sha256(STRUCTURED.contains(last) ? canonical(bytes) : bytes);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    private static byte[] canonical(byte[] json) {
        try (var parser = STRICT.createParser(json)) {
            parser.nextToken();
            var value = value(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("something follows the JSON");
            }
            return value;
        }
    }

    private static byte[] value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> string(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
                    parser.getString().getBytes(UTF_8);
            case null, default -> throw new IllegalArgumentException("there is no JSON");
        };
    }

    private static byte[] object(JsonParser parser) {
        var members = new TreeMap<byte[], byte[]>(Arrays::compareUnsigned);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            parser.nextToken();
            members.put(key.getBytes(UTF_8), member(key, value(parser)));
        }
        return joined('{', members.values(), '}');
    }

    private static byte[] member(String key, byte[] value) {
        var member = new ByteArrayOutputStream();
        member.writeBytes(string(key));
        member.write(':');
        member.writeBytes(value);
        return member.toByteArray();
    }

    private static byte[] array(JsonParser parser) {
        var elements = new ArrayList<byte[]>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return joined('[', elements, ']');
    }

    private static byte[] joined(char first, Iterable<byte[]> parts, char last) {
        var joined = new ByteArrayOutputStream();
        joined.write(first);
        for (var part : parts) {
            if (joined.size() > 1) {
                joined.write(',');
            }
            joined.writeBytes(part);
        }
        joined.write(last);
        return joined.toByteArray();
    }

    private static byte[] string(String text) {
        var escaped = new StringBuilder("\"");
        text.codePoints().forEach(point -> escape(point, escaped));
        return escaped.append('"').toString().getBytes(UTF_8);
    }

    private static void escape(int point, StringBuilder to) {
        switch (point) {
            case '"' -> to.append("\\\"");
            case '\\' -> to.append("\\\\");
            case '\b' -> to.append("\\b");
            case '\f' -> to.append("\\f");
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            case 0x2028, 0x2029 ->
                    to.append("\\u").append(HexFormat.of().toHexDigits((char) point));
            default -> plain(point, to);
        }
    }

    private static void plain(int point, StringBuilder to) {
        if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            throw new IllegalArgumentException("a string is not Unicode text");
        }
        if (point < ' ') {
            to.append("\\u").append(HexFormat.of().toHexDigits((char) point));
        } else {
            to.appendCodePoint(point);
        }
    }
}
