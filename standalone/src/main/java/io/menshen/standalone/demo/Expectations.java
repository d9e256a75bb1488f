package io.menshen.standalone.demo;

import java.util.ArrayList;
import java.util.List;

/** What a step expects; the first that does not hold is told. */
final class Expectations {
    private final List<Outcome> failed = new ArrayList<>();

    /** Notes whether something is as it should be. */
    void that(boolean holds, String expected, String found) {
        if (!holds) {
            failed.add(new Outcome(expected, found));
        }
    }

    /** The outcome, with that line where everything held. */
    Outcome outcome(String line) {
        return failed.isEmpty() ? Outcome.asExpected(line) : failed.getFirst();
    }
}
