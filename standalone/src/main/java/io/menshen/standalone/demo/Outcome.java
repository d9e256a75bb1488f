package io.menshen.standalone.demo;

/**
 * What a step found.
 *
 * @param expected what should be; empty where it is
 * @param found in a line
 */
record Outcome(String expected, String found) {
    static Outcome asExpected(String found) {
        return new Outcome("", found);
    }

    boolean isAsExpected() {
        return expected.isEmpty();
    }
}
