package io.menshen.vault;

import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Personal;
import java.time.Instant;
import java.time.LocalDate;

/** What is sealed with a value: when it was taken in, and under which notice. */
record Envelope(Instant at, int notice) {
    private static final char END = '\n';

    Personal<String> around(Personal<String> value) {
        return value.map(text -> "" + at.getEpochSecond() + END + notice + END + text);
    }

    /** The day on which the value was taken in. */
    static Personal<LocalDate> day(Personal<String> sealed) {
        return sealed.map(text -> {
            var at = Instant.ofEpochSecond(Long.parseLong(text.substring(0, text.indexOf(END))));
            return LocalDate.ofInstant(at, BusinessDay.ZONE);
        });
    }

    /** The value alone. */
    static Personal<String> content(Personal<String> sealed) {
        return sealed.map(text -> text.substring(text.indexOf(END, text.indexOf(END) + 1) + 1));
    }
}
