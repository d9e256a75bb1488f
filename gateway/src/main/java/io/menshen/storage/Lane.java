package io.menshen.storage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Reads of neighbours joined into one query: while a query is under way, keys gather; as it ends,
 * one query takes all that gathered. No timer, one query in flight (performance: a unit query costs
 * the server three times a coalesced one). A failing query fails those who waited for it and nobody
 * else.
 *
 * @param <K> the key, with equality by value
 * @param <V> a row found for a key
 */
final class Lane<K, V> {
    private final CoalescedRead.Query<K, V> query;
    private final int batch;
    private final Queue<Waiting<K, V>> gathering = new ArrayDeque<>();
    private boolean running;

    Lane(CoalescedRead.Query<K, V> query, int batch) {
        this.query = query;
        this.batch = batch;
    }

    Mono<List<V>> read(K key) {
        return Mono.defer(() -> {
            var waiting = new Waiting<K, V>(key, Sinks.one());
            enter(waiting);
            return waiting.answer.asMono();
        });
    }

    private void enter(Waiting<K, V> waiting) {
        List<Waiting<K, V>> now;
        synchronized (gathering) {
            gathering.add(waiting);
            now = take();
        }
        run(now);
    }

    /** The next batch, if no query is under way and somebody waits; called under the lock. */
    private List<Waiting<K, V>> take() {
        if (running || gathering.isEmpty()) {
            return List.of();
        }
        running = true;
        var taken = new ArrayList<Waiting<K, V>>();
        while (taken.size() < batch && !gathering.isEmpty()) {
            taken.add(gathering.remove());
        }
        return taken;
    }

    private void run(List<Waiting<K, V>> taken) {
        if (taken.isEmpty()) {
            return;
        }
        var keys = taken.stream().map(Waiting::key).distinct().toList();
        Flux.defer(() -> query.rows(keys)).subscribeWith(new Answers(taken));
    }

    private void next() {
        List<Waiting<K, V>> now;
        synchronized (gathering) {
            running = false;
            now = take();
        }
        run(now);
    }

    private record Waiting<K, V>(K key, Sinks.One<List<V>> answer) {}

    /** Sorts the rows of one query to those who asked. */
    private final class Answers extends BaseSubscriber<CoalescedRead.Found<K, V>> {
        private final List<Waiting<K, V>> waiting;
        private final Map<K, List<V>> found = new HashMap<>();

        Answers(List<Waiting<K, V>> waiting) {
            this.waiting = waiting;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            requestUnbounded();
        }

        @Override
        protected void hookOnNext(CoalescedRead.Found<K, V> row) {
            found.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row.row());
        }

        @Override
        protected void hookOnComplete() {
            next();
            waiting.forEach(one -> one.answer.tryEmitValue(rows(one.key)));
        }

        @Override
        protected void hookOnError(Throwable failure) {
            next();
            waiting.forEach(one -> one.answer.tryEmitError(failure));
        }

        private List<V> rows(K key) {
            @Nullable List<V> rows = found.get(key);
            return rows == null ? List.of() : List.copyOf(rows);
        }
    }
}
