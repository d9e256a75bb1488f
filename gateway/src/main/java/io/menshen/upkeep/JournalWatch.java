package io.menshen.upkeep;

import io.menshen.journal.AppliedEntries;
import io.menshen.journal.AppliedEntries.Held;
import io.menshen.journal.Journal;
import io.menshen.journal.Journal.Mark;
import io.menshen.journal.Journal.Part;
import io.menshen.journal.JournalAlteredException;
import io.menshen.journal.JournalEntry.Placed;
import io.menshen.journal.ReplayGate;
import io.menshen.journal.ReplayGate.Shut;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Compares the journal with what the database holds of it, brings in what is missing and works the
 * gate. The database is always read before the journal: what it holds then stood in the journal
 * already, or the journal was cut.
 */
final class JournalWatch {
    private static final Duration WHOLE = Duration.ofDays(1);

    private final Journal journal;
    private final AppliedEntries applied;
    private final JournalReplay replay;
    private final ReplayGate gate;
    private final Duration grace;
    private final LongSupplier nanos;
    private final Seen seen = new Seen();
    // Touched by the one look under way only.
    private volatile @Nullable Mark mark;
    private volatile long wholeAt;
    private volatile boolean lost;

    /**
     * A watch.
     *
     * @param grace how long an entry may be on its way from the journal to the database
     * @param nanos a clock that only goes on, in nanoseconds
     */
    JournalWatch(
            Journal journal,
            AppliedEntries applied,
            JournalReplay replay,
            ReplayGate gate,
            Duration grace,
            LongSupplier nanos) {
        this.journal = journal;
        this.applied = applied;
        this.replay = replay;
        this.gate = gate;
        this.grace = grace;
        this.nanos = nanos;
    }

    /** Whether the journal could not be read at the last look; then nothing can be revoked. */
    boolean isLost() {
        return lost;
    }

    /**
     * Looks once; one look at a time.
     *
     * @return how many entries were brought in; a {@link JournalAlteredException}, or what kept
     *     journal or database from being read, and then the gate is as it must be
     */
    Mono<Long> look() {
        return Mono.defer(this::compared)
                .then(Mono.defer(this::bringDue))
                .doOnNext(_ -> gate.open())
                .doOnError(JournalAlteredException.class, _ -> gate.shut(Shut.JOURNAL_ALTERED));
    }

    private Mono<Void> compared() {
        var last = mark;
        if (last == null) {
            return whole(nanos.getAsLong() - grace.toNanos());
        }
        var now = nanos.getAsLong();
        return now - wholeAt > WHOLE.toNanos() && !lost
                ? onward(last, now).then(Mono.defer(() -> whole(now)))
                : onward(last, now);
    }

    /**
     * Compares all of the journal with all that the database holds.
     *
     * @param since the time from which entries wait that are seen for the first time
     */
    private Mono<Void> whole(long since) {
        return held(applied.held())
                .flatMap(held ->
                        Mono.defer(journal::read)
                                .doOnError(this::unread)
                                .flatMap(part -> claimed(part).thenReturn(part))
                                .doOnNext(part -> compared(held, part, since)))
                .then();
    }

    private void compared(Held held, Part part, long since) {
        Seen.requireAll(part, held.macs());
        seen.entered(part.entries(), since);
        seen.held(held.macs()).forEach(gate::holds);
        mark = part.end();
        wholeAt = nanos.getAsLong();
        lost = false;
    }

    private Mono<UUID> claimed(Part part) {
        var id = part.end().journal();
        return applied.claim(id).doOnNext(holder -> requireOwn(holder, id));
    }

    private static void requireOwn(UUID holder, UUID journal) {
        if (!holder.equals(journal)) {
            throw new JournalAlteredException(
                    "the journal is "
                            + journal
                            + ", and the database belongs to "
                            + holder
                            + "; name that journal by menshen.journal.file and start the gateways anew");
        }
    }

    /** Compares what was written since the last look, and the last that was seen before. */
    private Mono<Void> onward(Mark last, long now) {
        return held(applied.held(seen.firstWaiting(last.end()), seen.witnesses()))
                .flatMap(held ->
                        held.journal().filter(last.journal()::equals).isPresent()
                                        && seen.bearOut(held.macs())
                                ? further(held, last, now)
                                : putBack());
    }

    /** The database is as it was before; all entries are compared anew, and nobody is served. */
    private Mono<Void> putBack() {
        gate.shut(Shut.NOT_REPLAYED);
        mark = null;
        seen.forget();
        return Mono.defer(this::compared);
    }

    private Mono<Void> further(Held held, Mark last, long now) {
        return journal.read(last)
                .doOnNext(_ -> lost = false)
                .doOnNext(part -> requireLonger(part, held))
                .doOnError(this::unread)
                .onErrorComplete(IOException.class)
                .doOnNext(part -> seen.entered(part.entries(), now))
                .doOnNext(part -> mark = part.end())
                .then(Mono.<Void>fromRunnable(() -> seen.held(held.macs()).forEach(gate::holds)));
    }

    private static void requireLonger(Part part, Held held) {
        if (held.macs().keySet().stream().anyMatch(position -> position >= part.end().end())) {
            throw new JournalAlteredException(
                    "the database holds the effect of entries beyond the journal's end; bring back"
                            + " the whole journal and start the gateways anew");
        }
    }

    /** Without the journal reads go on (design, section 8). */
    private void unread(Throwable failure) {
        lost = failure instanceof IOException;
    }

    /** A database that was away may come back as it was before: nobody is served until a look. */
    private Mono<Held> held(Mono<Held> read) {
        return read.doOnError(_ -> {
            if (gate.isOpen()) {
                gate.shut(Shut.DATABASE_UNSEEN);
            }
        });
    }

    private Mono<Long> bringDue() {
        var due = seen.due(nanos.getAsLong() - grace.toNanos(), this::mustNotWait);
        due.stream().map(Placed::position).filter(at -> !replay.isAside(at)).forEach(gate::misses);
        return Flux.fromIterable(due).concatMap(this::bring).filter(Boolean::booleanValue).count();
    }

    private boolean mustNotWait(long position) {
        return gate.isMissing(position) || replay.isAside(position);
    }

    private Mono<Boolean> bring(Placed placed) {
        return replay.bring(placed)
                .doOnNext(isIn -> {
                    if (isIn) {
                        seen.came(placed);
                    }
                    gate.holds(placed.position());
                });
    }
}
