package io.menshen.journal;

import io.r2dbc.spi.Connection;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Writes that take something away: each puts its entry into the journal as the last step before its
 * commit. From there to the commit nobody can cancel it, and if the commit fails, or nobody knows
 * whether it happened, the gate is closed until the entry's effect is known to be in the database.
 */
public final class Revocations {
    private final Journal journal;
    private final ReplayGate gate;

    /** Revocations that go into that journal. */
    public Revocations(Journal journal, ReplayGate gate) {
        this.journal = journal;
        this.gate = gate;
    }

    /** The last step of a transaction before its commit; what it needs was done before. */
    @FunctionalInterface
    public interface LastStep extends Function<Connection, Mono<Void>> {}

    /**
     * Runs a write to its end, whether or not somebody still waits for it.
     *
     * @param work a transaction that ends with the step that it is given
     * @return what the work gave; a {@link io.menshen.kernel.RefusedException} {@code
     *     STORE_UNAVAILABLE} where the gate is closed or the journal cannot be written, and then
     *     nothing was changed
     */
    public <T> Mono<T> write(JournalEntry entry, Function<LastStep, Mono<T>> work) {
        return Mono.defer(() -> {
            var written = new Written(entry);
            // The cache runs on when the one who subscribed is gone.
            return work.apply(written::entered).doOnError(_ -> written.failed()).cache();
        });
    }

    /**
     * Brings in an entry that is in the journal.
     *
     * @param work as of {@link #write}; it is rolled back where another process was first
     * @return what the work gave; empty where another process was first
     */
    public <T> Mono<T> replay(JournalEntry.Placed placed, Function<LastStep, Mono<T>> work) {
        return Mono.defer(() -> work.apply(connection -> first(connection, placed)))
                .onErrorComplete(AppliedBeforeException.class);
    }

    private static Mono<Void> first(Connection connection, JournalEntry.Placed placed) {
        return AppliedEntries.keep(connection, placed)
                .flatMap(isNew -> isNew ? Mono.empty() : Mono.error(new AppliedBeforeException()));
    }

    /** One write and its entry. */
    private final class Written {
        private final JournalEntry entry;
        private final AtomicReference<JournalEntry.@Nullable Placed> placed =
                new AtomicReference<>();

        Written(JournalEntry entry) {
            this.entry = entry;
        }

        Mono<Void> entered(Connection connection) {
            return gate.pass(() -> journal.append(entry))
                    .doOnNext(placed::set)
                    .flatMap(at -> AppliedEntries.keep(connection, at))
                    .then();
        }

        void failed() {
            var at = placed.get();
            if (at != null) {
                gate.misses(at.position());
            }
        }
    }
}
