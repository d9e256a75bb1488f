package io.menshen.catalog.source;

import java.util.Collection;
import java.util.Comparator;

/** Suggests the valid word that a wrong one is closest to. */
public final class Nearest {
    private static final int MOST_LISTED = 8;

    /** So many edits a short word may have; a longer one a third of its length. */
    private static final int LEAST_EDITS = 2;

    private Nearest() {}

    /**
     * What to add to a message about a word that is not among the valid ones; empty where they are
     * many and none is close.
     */
    public static String hint(String word, Collection<String> valid) {
        if (valid.isEmpty()) {
            return "; none is registered";
        }
        if (valid.size() <= MOST_LISTED) {
            return "; allowed: " + String.join(", ", valid.stream().sorted().toList());
        }
        int most = Math.max(LEAST_EDITS, word.length() / 3);
        var nearest = Comparator.comparingInt((String v) -> distance(word, v));
        return valid.stream()
                .min(nearest.thenComparing(Comparator.naturalOrder()))
                .filter(v -> distance(word, v) <= most)
                .map("; nearest: "::concat)
                .orElse("");
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        var above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
