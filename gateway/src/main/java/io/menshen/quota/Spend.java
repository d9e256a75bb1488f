package io.menshen.quota;

import java.util.List;

/**
 * One use that asks to be counted in its windows. No two are equal: two uses of one caller are two,
 * even where one round trip counts both.
 */
final class Spend {
    private final List<Window> windows;

    Spend(List<Window> windows) {
        this.windows = List.copyOf(windows);
    }

    List<Window> windows() {
        return windows;
    }
}
