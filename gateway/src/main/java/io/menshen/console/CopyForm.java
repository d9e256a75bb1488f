package io.menshen.console;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;

/** In which form a copy is made. */
enum CopyForm {
    /** A page that needs nothing else. */
    HTML("text/html;charset=UTF-8"),
    /** For a spreadsheet. */
    CSV("text/csv;charset=UTF-8"),
    /** For another system. */
    JSON("application/json");

    private final String type;

    CopyForm(String type) {
        this.type = type;
    }

    MediaType type() {
        return MediaType.parseMediaType(type);
    }

    /** The word of an address, and the end of a file's name. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(CopyForm::word).toList();
    }

    /** The form of a word of {@link #words()}. */
    static CopyForm of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
