package io.menshen.standalone.search;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a search found.
 *
 * @param hits empty where nothing was found
 * @param bytes how much was read
 */
public record Findings(List<Hit> hits, long bytes) {
    /** A copy, so that nothing changes afterwards. */
    public Findings {
        hits = List.copyOf(hits);
    }

    /** These and others. */
    public Findings and(Findings others) {
        return new Findings(
                Stream.concat(hits.stream(), others.hits.stream()).toList(), bytes + others.bytes);
    }
}
