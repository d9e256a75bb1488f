package io.menshen.disclosure;

import io.menshen.kernel.Personal;

/** Where the response writer's values leave custody: they are for the caller as they are. */
final class Opened {
    private Opened() {}

    static String text(Personal<String> shown) {
        return shown.open();
    }
}
