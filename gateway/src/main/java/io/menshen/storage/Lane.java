package io.menshen.storage;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Reads of neighbours on one event loop joined into one query: what comes in one round of the loop
 * goes together, and while a query is under way, keys gather for the next. No timer, one query in
 * flight (performance: a unit query costs the server three times a coalesced one). A failing query
 * fails those who waited for it and nobody else. All state is the loop's own.
 *
 * @param <K> the key, with equality by value
 * @param <V> a row found for a key
 */
final class Lane<K, V> {
    /** A server that has not answered by then is lost; its own limit on a statement is shorter. */
    private static final Duration SILENCE = Duration.ofSeconds(8);

    private final EventExecutor loop;
    private final CoalescedRead.Query<K, V> query;
    private final int batch;
    private final Queue<Waiting<K, V>> gathering = new ArrayDeque<>();
    private boolean running;

    Lane(EventExecutor loop, CoalescedRead.Query<K, V> query, int batch) {
        this.loop = loop;
        this.query = query;
        this.batch = batch;
    }

    private record Waiting<K, V>(K key, MonoSink<List<V>> sink) {}

    /** Reads that key for whoever waits at the sink. */
    void read(K key, MonoSink<List<V>> sink) {
        onLoop(() -> enter(new Waiting<>(key, sink)));
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    private void enter(Waiting<K, V> waiting) {
        gathering.add(waiting);
        if (!running) {
            running = true;
            // After all that this round of the loop has read from its connections.
            loop.execute(this::next);
        }
    }

    private void next() {
        var taken = new ArrayList<Waiting<K, V>>();
        while (taken.size() < batch && !gathering.isEmpty()) {
            taken.add(gathering.remove());
        }
        running = !taken.isEmpty();
        if (running) {
            run(taken);
        }
    }

    private void run(List<Waiting<K, V>> taken) {
        Set<K> keys = LinkedHashSet.newLinkedHashSet(taken.size());
        taken.forEach(waiting -> keys.add(waiting.key()));
        Mono.defer(() -> query.rows(List.copyOf(keys)))
                // One timer for the whole answer: one between rows would cost more than the rows.
                .timeout(SILENCE, Mono.error(TimeoutException::new))
                .defaultIfEmpty(List.of())
                .subscribeWith(new Answers(taken));
    }

    /** Gives the rows of one query to those who asked. */
    private final class Answers extends BaseSubscriber<List<CoalescedRead.Found<K, V>>> {
        private final List<Waiting<K, V>> waiting;

        Answers(List<Waiting<K, V>> waiting) {
            this.waiting = waiting;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            requestUnbounded();
        }

        @Override
        protected void hookOnNext(List<CoalescedRead.Found<K, V>> rows) {
            onLoop(() -> answer(rows));
        }

        /** The next query is on its way while these are answered. */
        private void answer(List<CoalescedRead.Found<K, V>> rows) {
            next();
            var found = byKey(rows);
            for (var one : waiting) {
                @Nullable List<V> own = found.get(one.key());
                one.sink().success(own == null ? List.of() : Collections.unmodifiableList(own));
            }
        }

        private Map<K, List<V>> byKey(List<CoalescedRead.Found<K, V>> rows) {
            Map<K, List<V>> found = HashMap.newHashMap(waiting.size());
            for (var row : rows) {
                found.computeIfAbsent(row.key(), _ -> new ArrayList<>()).add(row.row());
            }
            return found;
        }

        @Override
        protected void hookOnError(Throwable failure) {
            onLoop(() -> fail(failure));
        }

        private void fail(Throwable failure) {
            next();
            waiting.forEach(one -> one.sink().error(failure));
        }
    }
}
