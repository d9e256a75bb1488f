package io.menshen.standalone.search;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The spellings under which a value may stand in bytes; each byte is one char of ISO 8859-1. */
final class Encodings {
    private Encodings() {}

    /** Every spelling with the name of its encoding. */
    static Map<String, String> of(String value) {
        var spellings = new LinkedHashMap<String, String>();
        var bytes = value.getBytes(UTF_8);
        spellings.put(latin(bytes), "plain");
        spellings.putIfAbsent(latin(value.getBytes(UTF_16LE)), "UTF-16LE");
        spellings.putIfAbsent(latin(value.getBytes(UTF_16BE)), "UTF-16BE");
        spellings.putIfAbsent(HexFormat.of().formatHex(bytes), "hex");
        spellings.putIfAbsent(HexFormat.of().withUpperCase().formatHex(bytes), "hex");
        for (var offset = 0; offset < 3; offset++) {
            spellings.putIfAbsent(base64(bytes, offset, Base64.getEncoder()), "base64");
            spellings.putIfAbsent(base64(bytes, offset, Base64.getUrlEncoder()), "base64");
        }
        var url = URLEncoder.encode(value, UTF_8);
        spellings.putIfAbsent(url, "URL-encoded");
        spellings.putIfAbsent(lowerCase(url), "URL-encoded");
        spellings.putIfAbsent(
                HexFormat.ofDelimiter("%").withPrefix("").formatHex(bytes), "URL-encoded");
        spellings.putIfAbsent(escaped(value), "JSON-escaped");
        return spellings;
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    /**
     * The part of a base64 text that does not depend on what stands around the value, which begins
     * that many bytes after a multiple of three.
     */
    private static String base64(byte[] bytes, int offset, Base64.Encoder encoder) {
        var shifted = new byte[offset + bytes.length];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        var text = encoder.withoutPadding().encodeToString(shifted);
        var first = (offset * 8 + 5) / 6;
        var last = shifted.length * 8 / 6;
        return text.substring(first, last);
    }

    private static String lowerCase(String url) {
        return Arrays.stream(url.split("(?=%)"))
                .map(part ->
                        part.startsWith("%")
                                ? part.substring(0, 3).toLowerCase(java.util.Locale.ROOT)
                                        + part.substring(3)
                                : part)
                .collect(Collectors.joining());
    }

    private static String escaped(String value) {
        return value.chars()
                .mapToObj(c -> c < 128 ? Character.toString(c) : "\\u%04x".formatted(c))
                .collect(Collectors.joining());
    }
}
