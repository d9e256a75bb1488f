package io.menshen.vault;

import io.menshen.kernel.Personal;
import java.time.Instant;

/** What is sealed with a value: when it was taken in, and under which notice. */
record Envelope(Instant at, int notice) {
    private static final char END = '\n';

    Personal<String> around(Personal<String> value) {
        return value.map(text -> "" + at.getEpochSecond() + END + notice + END + text);
    }

    /** The value alone. */
    static Personal<String> content(Personal<String> sealed) {
        return sealed.map(text -> text.substring(text.indexOf(END, text.indexOf(END) + 1) + 1));
    }
}
