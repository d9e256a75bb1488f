package io.menshen.standalone.terminal;

import dev.mccue.wcwidth.WCWidth;

/**
 * How many columns of a terminal a text takes: two for a Han character, none for a combining mark.
 */
final class DisplayWidth {
    private static final String CUT = "…";

    private DisplayWidth() {}

    /** The columns of a text. */
    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    private static int of(int codePoint) {
        return Math.max(0, WCWidth.of(codePoint));
    }

    /** The text without control characters, cut with an ellipsis where it is wider than that. */
    static String fit(String text, int most) {
        var plain = text.codePoints().filter(c -> !Character.isISOControl(c));
        var shown =
                plain.collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        return of(shown) <= most ? shown : cut(shown, most - of(CUT)) + CUT;
    }

    private static String cut(String text, int most) {
        var kept = new StringBuilder();
        var width = 0;
        for (var codePoint : text.codePoints().toArray()) {
            width += of(codePoint);
            if (width > most) {
                break;
            }
            kept.appendCodePoint(codePoint);
        }
        return kept.toString();
    }

    /** The text with spaces after it, up to that width. */
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }
}
