package io.menshen.storage;

import java.util.List;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/**
 * A read by key that joins the reads of neighbours into one query. Nothing is cached: every read
 * sees the database as it is after the read began (design, principle 6). An answer comes on the
 * event loop that asked.
 *
 * @param <K> the key, with equality by value
 * @param <V> a row found for a key
 */
public final class CoalescedRead<K, V> {
    /** Keys of one query at the most; more wait for the next. */
    private static final int BATCH = 256;

    private final Loops loops;
    private final List<Lane<K, V>> lanes;

    /** A read with one query under way per event loop. */
    public CoalescedRead(Loops loops, Query<K, V> query) {
        this.loops = loops;
        this.lanes =
                IntStream.range(0, loops.size())
                        .mapToObj(number -> new Lane<>(loops.at(number), query, BATCH))
                        .toList();
    }

    /** The rows of that key, in the order of the query; empty where there is none. */
    public Mono<List<V>> read(K key) {
        return Mono.create(sink -> lanes.get(loops.here()).read(key, sink));
    }

    /** A query for many keys. */
    @FunctionalInterface
    public interface Query<K, V> {
        /** All rows for these distinct keys, in any order. */
        Mono<List<Found<K, V>>> rows(List<K> keys);
    }

    /** A row and the key it belongs to. */
    public record Found<K, V>(K key, V row) {}
}
