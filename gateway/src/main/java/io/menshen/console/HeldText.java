package io.menshen.console;

import io.menshen.kernel.Personal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where what is shown to the person on a page of their own leaves custody. */
final class HeldText {
    private HeldText() {}

    static String values(List<Personal<String>> shown) {
        return shown.stream().map(Personal::open).collect(Collectors.joining("\n"));
    }

    /** Each by itself, for a copy that the person has made. */
    static List<String> each(List<Personal<String>> shown) {
        return shown.stream().map(Personal::open).toList();
    }

    /** A whole copy, as it is handed to the person. */
    static String whole(Personal<String> copy) {
        return copy.open();
    }

    static String day(@Nullable Personal<LocalDate> shown) {
        return shown == null ? "" : shown.open().toString();
    }
}
