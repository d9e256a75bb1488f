package io.menshen.standalone.search;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Looks for all planted values in all their spellings at once, in one pass over the bytes. It is
 * immutable; one search serves any number of streams.
 */
public final class Search {
    private static final int CHUNK = 1 << 20;

    private record Spelling(String canary, String encoding) {}

    private final AhoCorasickDoubleArrayTrie<Spelling> automaton =
            new AhoCorasickDoubleArrayTrie<>();
    private final int longest;

    /**
     * A search.
     *
     * @param canaries at least one
     * @throws IllegalArgumentException where a value is too short to be told from chance
     */
    public Search(List<Canary> canaries) {
        var spellings = new TreeMap<String, Spelling>();
        for (var canary : canaries) {
            var value = canary.value().open();
            if (value.getBytes(UTF_8).length < Canary.SHORTEST) {
                throw new IllegalArgumentException(
                        canary.name() + " is shorter than " + Canary.SHORTEST + " bytes");
            }
            Encodings.of(value)
                    .forEach((text, encoding) ->
                            spellings.putIfAbsent(text, new Spelling(canary.name(), encoding)));
        }
        automaton.build(spellings);
        longest = spellings.keySet().stream().mapToInt(String::length).max().orElseThrow();
    }

    /**
     * Reads a stream to its end.
     *
     * @param place what the stream is, for the hits
     * @return where planted values stand; empty where there are none
     */
    public List<Hit> in(String place, InputStream stream) throws IOException {
        var hits = new ArrayList<Hit>();
        var buffer = new byte[longest + CHUNK];
        var kept = 0;
        var begin = 0L;
        for (var read = stream.readNBytes(buffer, 0, CHUNK);
                read > 0;
                read = stream.readNBytes(buffer, kept, CHUNK)) {
            var filled = kept + read;
            scan(place, buffer, filled, kept, begin, hits);
            // What a spelling could have begun with is looked at again with the next chunk.
            var keep = Math.min(filled, longest - 1);
            System.arraycopy(buffer, filled - keep, buffer, 0, keep);
            begin += filled - keep;
            kept = keep;
        }
        return hits;
    }

    private void scan(
            String place, byte[] buffer, int filled, int seen, long begin, List<Hit> hits) {
        automaton.parseText(
                new String(buffer, 0, filled, ISO_8859_1),
                (from, to, found) -> {
                    if (to > seen) {
                        hits.add(new Hit(place, found.canary(), found.encoding(), begin + from));
                    }
                });
    }

    /** Reads bytes that are at hand. */
    public List<Hit> in(String place, byte[] bytes) {
        try {
            return in(place, new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
