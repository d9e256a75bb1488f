package io.menshen.catalog.source;

import io.menshen.catalog.source.Places.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects problems and knows where each place stands. */
final class Report {
    private final Map<String, Place> places = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    Map<String, Place> places() {
        return places;
    }

    List<Problem> unplaced() {
        return problems;
    }

    /** Adds a problem at a path, or at the nearest path above it that is written down. */
    void at(String path, String message) {
        problems.add(
                new Places(places)
                        .find(path)
                        .map(place -> new Problem(place.file(), place.line(), message))
                        .orElseGet(() -> new Problem("registries", 0, message)));
    }

    /** Where a word does not name one of the valid ones, says which is nearest. */
    void unknown(String path, String what, String word, Collection<String> valid) {
        at(path, "there is no " + what + " '" + word + "'" + Nearest.hint(word, valid));
    }

    boolean clean() {
        return problems.isEmpty();
    }

    List<Problem> sorted() {
        return problems.stream()
                .sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line))
                .toList();
    }
}
