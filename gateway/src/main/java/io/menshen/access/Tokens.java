package io.menshen.access;

import io.menshen.kernel.Personal;

/** A token arrives where a value could stand, and is taken into custody with it; it is no value. */
final class Tokens {
    private Tokens() {}

    static String text(Personal<String> token) {
        return token.open();
    }
}
