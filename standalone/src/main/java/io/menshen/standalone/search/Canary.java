package io.menshen.standalone.search;

import io.menshen.kernel.Personal;

/**
 * A value that was planted and is to be found nowhere.
 *
 * @param name what it is called where it is found, never the value
 * @param value at least {@value #SHORTEST} bytes in UTF-8: a shorter one is found by chance
 */
public record Canary(String name, Personal<String> value) {
    /** Bytes that a value must have. */
    public static final int SHORTEST = 8;
}
