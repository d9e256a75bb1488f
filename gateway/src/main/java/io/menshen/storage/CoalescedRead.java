package io.menshen.storage;

import java.util.List;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A read by key that joins the reads of neighbours into one query. Nothing is cached: every read
 * sees the database as it is after the read began (design, principle 6).
 *
 * @param <K> the key, with equality by value
 * @param <V> a row found for a key
 */
public final class CoalescedRead<K, V> {
    /** Keys of one query at the most; more wait for the next. */
    private static final int BATCH = 256;

    private final List<Lane<K, V>> lanes;

    /**
     * A read over so many lanes.
     *
     * @param lanes queries under way at once, 1 or more; an event loop keeps to one lane
     */
    public CoalescedRead(int lanes, Query<K, V> query) {
        if (lanes < 1) {
            throw new IllegalArgumentException("lanes is " + lanes + "; 1 or more is allowed");
        }
        this.lanes = IntStream.range(0, lanes).mapToObj(i -> new Lane<>(query, BATCH)).toList();
    }

    /** The rows of that key, in the order of the query; empty where there is none. */
    public Mono<List<V>> read(K key) {
        return Mono.defer(() -> laneOfThisLoop().read(key));
    }

    private Lane<K, V> laneOfThisLoop() {
        return lanes.get(Math.floorMod(Thread.currentThread().threadId(), lanes.size()));
    }

    /** A query for many keys. */
    @FunctionalInterface
    public interface Query<K, V> {
        /** All rows for these distinct keys, in any order. */
        Flux<Found<K, V>> rows(List<K> keys);
    }

    /** A row and the key it belongs to. */
    public record Found<K, V>(K key, V row) {}
}
