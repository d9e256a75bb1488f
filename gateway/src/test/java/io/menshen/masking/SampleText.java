package io.menshen.masking;

import java.util.Random;

/** Texts near the shapes that masks and types know, and far from them. */
final class SampleText {
    private static final int[] POINTS =
            "0123456789１３８Xx*@.-·张三诸葛女士省市区京AEG ab😀𠮷".codePoints().toArray();

    private SampleText() {}

    static String anything(Random random) {
        var text = new StringBuilder();
        for (var length = random.nextInt(20); length > 0; length--) {
            text.appendCodePoint(POINTS[random.nextInt(POINTS.length)]);
        }
        return text.toString();
    }

    static String digits(Random random, int count) {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            text.append(random.nextInt(10));
        }
        return text.toString();
    }
}
