package io.menshen.journal;

import io.menshen.kernel.Refusal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Closed while the database may lack the effect of an entry of the journal: then no person is
 * served (design, section 5). It opens when both were compared, and only if no entry is known to be
 * missing.
 */
public final class ReplayGate {
    private final Set<Long> missing = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Sinks.One<Boolean>> watcher = new AtomicReference<>(Sinks.one());
    private volatile @Nullable Shut shut = Shut.NOT_REPLAYED;

    /** Why nobody is served. */
    public enum Shut {
        /** Entries are being brought in, or were not compared yet. */
        NOT_REPLAYED,
        /** The journal is not the one of this database, or was edited or cut. */
        JOURNAL_ALTERED,
        /** The database could not be looked at: it may come back as it was before. */
        DATABASE_UNSEEN
    }

    /** Journal and database were compared. */
    public void open() {
        shut = null;
    }

    /** Nobody is served from now on. */
    public void shut(Shut why) {
        shut = why;
    }

    /** That entry is in the journal, and not in the database: nobody is served until it is. */
    public void misses(long position) {
        if (missing.add(position)) {
            watcher.get().tryEmitValue(true);
        }
    }

    /** The database holds the effect of that entry, as far as it can ever hold it. */
    public void holds(long position) {
        missing.remove(position);
    }

    /** Whether that entry is known to be missing. */
    public boolean isMissing(long position) {
        return missing.contains(position);
    }

    /**
     * Answers when the next entry is known to be missing, counted from this call; for one watcher.
     */
    public Mono<Boolean> disturbed() {
        var next = Sinks.<Boolean>one();
        watcher.set(next);
        return next.asMono();
    }

    /** Whether people are served. */
    public boolean isOpen() {
        return why().isEmpty();
    }

    /** Why they are not; empty where they are. */
    public Optional<Shut> why() {
        return Optional.ofNullable(shut)
                .or(() -> missing.isEmpty() ? Optional.empty() : Optional.of(Shut.NOT_REPLAYED));
    }

    /**
     * Lets what follows begin, or answers a {@link io.menshen.kernel.RefusedException} {@code
     * STORE_UNAVAILABLE} in its place.
     */
    public <T> Mono<T> pass(Supplier<Mono<T>> following) {
        return Mono.defer(() ->
                isOpen()
                        ? following.get()
                        : Mono.error(
                                Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, 5).toException()));
    }
}
