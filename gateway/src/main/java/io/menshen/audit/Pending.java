package io.menshen.audit;

import io.menshen.kernel.Refusal;
import io.menshen.storage.Loops;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Records that wait for a commit: bounded, and closed before the gateway ends. */
final class Pending {
    private static final int RETRY_SECONDS = 1;

    private final int most;
    private final Loops loops;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private final Sinks.One<Boolean> drained = Sinks.one();
    private Sinks.@Nullable One<List<Waiting>> idle;
    private boolean closed;

    Pending(int most, Loops loops) {
        this.most = most;
        this.loops = loops;
    }

    /**
     * A record and who waits for it.
     *
     * @param home where the answer is awaited, which is not where the commit was seen
     */
    record Waiting(AuditRecord entry, Sinks.One<AuditReceipt> answer, Executor home) {
        void done(AuditReceipt receipt) {
            home.execute(() -> answer.tryEmitValue(receipt));
        }

        void refuse() {
            home.execute(() -> answer.tryEmitError(unavailable()));
        }
    }

    int size() {
        synchronized (queue) {
            return queue.size();
        }
    }

    /** Adds a record; answers what {@link AuditLog#append} does. */
    Mono<AuditReceipt> add(AuditRecord entry) {
        return Mono.defer(() -> enter(new Waiting(entry, Sinks.one(), loops.home())));
    }

    private Mono<AuditReceipt> enter(Waiting waiting) {
        Sinks.One<List<Waiting>> sleeping;
        synchronized (queue) {
            if (closed) {
                return Mono.error(unavailable());
            }
            if (queue.size() >= most) {
                return Mono.error(
                        Refusal.retry(Refusal.Kind.OVERLOADED, RETRY_SECONDS).toException());
            }
            queue.add(waiting);
            sleeping = takeIdle();
        }
        wake(sleeping);
        return waiting.answer.asMono();
    }

    /** The next batch; an empty one where somebody came or the queue was closed meanwhile. */
    Mono<List<Waiting>> next(int batch) {
        return Mono.defer(() -> takeOrSleep(batch));
    }

    private Mono<List<Waiting>> takeOrSleep(int batch) {
        synchronized (queue) {
            if (!queue.isEmpty()) {
                return Mono.just(taken(batch));
            }
            if (closed) {
                drained.tryEmitValue(true);
            }
            var sleeping = Sinks.<List<Waiting>>one();
            idle = sleeping;
            return sleeping.asMono();
        }
    }

    private List<Waiting> taken(int batch) {
        var taken = new ArrayList<Waiting>();
        while (taken.size() < batch && !queue.isEmpty()) {
            taken.add(queue.remove());
        }
        return taken;
    }

    /** Refuses who comes; completes once all who waited were taken and committed. */
    Mono<Void> drain() {
        return Mono.defer(() -> {
            Sinks.One<List<Waiting>> sleeping;
            synchronized (queue) {
                closed = true;
                sleeping = takeIdle();
            }
            wake(sleeping);
            return drained.asMono().then();
        });
    }

    /** Refuses who comes and who waits. */
    void close() {
        List<Waiting> left;
        synchronized (queue) {
            closed = true;
            left = List.copyOf(queue);
            queue.clear();
        }
        left.forEach(Waiting::refuse);
    }

    private Sinks.@Nullable One<List<Waiting>> takeIdle() {
        var sleeping = idle;
        idle = null;
        return sleeping;
    }

    private static void wake(Sinks.@Nullable One<List<Waiting>> sleeping) {
        if (sleeping != null) {
            sleeping.tryEmitValue(List.of());
        }
    }

    private static RuntimeException unavailable() {
        return Refusal.retry(Refusal.Kind.AUDIT_UNAVAILABLE, RETRY_SECONDS).toException();
    }
}
