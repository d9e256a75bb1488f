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

    static String day(@Nullable Personal<LocalDate> shown) {
        return shown == null ? "" : shown.open().toString();
    }
}
