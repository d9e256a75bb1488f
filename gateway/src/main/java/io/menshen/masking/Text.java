package io.menshen.masking;

import java.util.Map;
import java.util.Optional;

/** Characters as masks count them: code points, in half width. */
final class Text {
    private static final int FULL_WIDTH_FIRST = 0xFF01;
    private static final int FULL_WIDTH_LAST = 0xFF5E;
    private static final int SHIFT = 0xFEE0;
    private static final int IDEOGRAPHIC_SPACE = 0x3000;

    private Text() {}

    /** Full-width forms of ASCII, the space among them, as ASCII: people type digits so. */
    static String halfWidth(String text) {
        var half = text.toCharArray();
        for (var i = 0; i < half.length; i++) {
            half[i] = halfWidth(half[i]);
        }
        return new String(half);
    }

    /** None of them is beyond the first plane, so that one char is the whole of it. */
    private static char halfWidth(char c) {
        if (c == IDEOGRAPHIC_SPACE) {
            return ' ';
        }
        return c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST ? (char) (c - SHIFT) : c;
    }

    /** Three stars for any text: neither a character nor the length is told. */
    static Optional<String> hidden(String text, Map<String, String> parameters) {
        return text.isEmpty() ? Optional.empty() : Optional.of(stars(3));
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    static String first(String text, int count) {
        return text.substring(0, text.offsetByCodePoints(0, count));
    }

    static String last(String text, int count) {
        return text.substring(text.offsetByCodePoints(text.length(), -count));
    }

    static String stars(int count) {
        return "*".repeat(count);
    }
}
