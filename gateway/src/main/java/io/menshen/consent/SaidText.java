package io.menshen.consent;

import java.util.List;
import java.util.stream.Stream;

/** How an act was said, as one text: five words with spaces between them, a dash for nothing. */
final class SaidText {
    private static final String NOTHING = "-";

    private SaidText() {}

    static String of(Receipts.Said said) {
        return String.join(
                " ",
                said.act(),
                word(String.join(",", said.separate())),
                word(String.join(",", said.declined())),
                word(said.hash()),
                word(said.consumer()));
    }

    private static String word(String text) {
        return text.isEmpty() ? NOTHING : text;
    }

    /** What was written so; what an older text has not is nothing. */
    static Receipts.Said read(String text) {
        var words = text.split(" ", -1);
        return new Receipts.Said(
                words[0], list(words, 1), list(words, 2), at(words, 3), at(words, 4));
    }

    private static List<String> list(String[] words, int place) {
        return Stream.of(at(words, place).split(",", -1)).filter(one -> !one.isEmpty()).toList();
    }

    private static String at(String[] words, int place) {
        return place < words.length && !words[place].equals(NOTHING) ? words[place] : "";
    }
}
