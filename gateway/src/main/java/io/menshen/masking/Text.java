package io.menshen.masking;

/** Characters as masks count them: code points, in half width. */
final class Text {
    private static final int FULL_WIDTH_FIRST = 0xFF01;
    private static final int FULL_WIDTH_LAST = 0xFF5E;
    private static final int SHIFT = 0xFEE0;

    private Text() {}

    /** Full-width forms of ASCII as ASCII: people type digits so. */
    static String halfWidth(String text) {
        return text.codePoints()
                .map(c -> c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST ? c - SHIFT : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
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
