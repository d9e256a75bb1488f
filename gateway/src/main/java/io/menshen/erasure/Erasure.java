package io.menshen.erasure;

import io.menshen.consent.DoneBeforeException;
import io.menshen.journal.JournalEntry;
import io.menshen.journal.JournalEntry.Kind;
import io.menshen.journal.Revocations;
import io.menshen.journal.Revocations.LastStep;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.subject.Subject;
import io.menshen.subject.SubjectChanges;
import io.menshen.subject.SubjectChanges.Beside;
import java.time.Clock;
import reactor.core.publisher.Mono;

/**
 * Moves people towards the end of their life in the gateway. An erased person's keys are destroyed,
 * their rows gone, and no identifier leads to them.
 */
public final class Erasure {
    private final Revocations revocations;
    private final SubjectChanges changes;
    private final Erasing erasing;
    private final LifeRecords records;
    private final Held held;
    private final Clock clock;

    Erasure(
            Revocations revocations,
            SubjectChanges changes,
            Erasing erasing,
            LifeRecords records,
            Held held,
            Clock clock) {
        this.revocations = revocations;
        this.changes = changes;
        this.erasing = erasing;
        this.records = records;
        this.held = held;
        this.clock = clock;
    }

    /**
     * Keeps the data and ends every use but those of statutory retention (7-b).
     *
     * @return the person; empty where there is none of that id; a {@link RefusedException} {@code
     *     STORE_UNAVAILABLE} where journal or database fail; an {@link IllegalStateException} where
     *     no way leads there. Once begun it goes on, whoever stops waiting
     */
    public Mono<Subject> freeze(SubjectId subject) {
        return freeze(subject, Beside.NOTHING);
    }

    /**
     * The same.
     *
     * @param beside work of the same transaction, done before the journal is written; its error
     *     leaves everything as it was
     */
    public Mono<Subject> freeze(SubjectId subject, Beside beside) {
        return written(Kind.HOLD, subject, "", beside);
    }

    /**
     * Lifts a hold, as {@link #freeze} answers: the person stands as before it. Whoever is under
     * none stays as they are.
     */
    public Mono<Subject> lift(SubjectId subject, Beside beside) {
        return written(Kind.LIFT, subject, "", beside);
    }

    /** Closes the account, as {@link #freeze} answers; erasure follows (7-c). */
    public Mono<Subject> close(SubjectId subject) {
        return close(subject, Beside.NOTHING);
    }

    /** The same with work beside it. */
    public Mono<Subject> close(SubjectId subject, Beside beside) {
        return written(Kind.CLOSURE, subject, "", beside);
    }

    /** Erases the person, as {@link #freeze} answers (7-a, 7-h). */
    public Mono<Subject> erase(SubjectId subject) {
        return erase(subject, ErasureReason.UNSTATED, Beside.NOTHING);
    }

    /** The same for a reason, with work beside it, whether the person was erased before or not. */
    public Mono<Subject> erase(SubjectId subject, ErasureReason reason, Beside beside) {
        return Mono.defer(() -> written(Kind.ERASURE, subject, Mark.fresh(reason).word(), beside));
    }

    /**
     * Ends what is left of people of whom a law kept something and keeps nothing any more.
     *
     * @return how many; an error where the database fails
     */
    public Mono<Long> finish() {
        return erasing.finish();
    }

    /**
     * Brings an entry of the journal into the database, where its effect is missing.
     *
     * @return the person; empty where there is none of that id, or another process was first
     */
    public Mono<Subject> replay(JournalEntry.Placed placed) {
        return refused(
                revocations.replay(
                        placed,
                        last ->
                                superseded(placed.entry())
                                        .flatMap(isSuperseded ->
                                                replayed(placed.entry(), last, isSuperseded))));
    }

    /** A hold that was set after a lift is not lifted by it, whichever of them came in first. */
    private Mono<Boolean> superseded(JournalEntry entry) {
        return entry.kind() == Kind.LIFT
                ? held.since(new SubjectId(entry.subject()), entry.at())
                : Mono.just(false);
    }

    private Mono<Subject> replayed(JournalEntry entry, LastStep last, Boolean isSuperseded) {
        return isSuperseded
                ? changes.change(new SubjectId(entry.subject()), subject -> subject, _ -> last)
                : done(entry, Beside.NOTHING, last);
    }

    private Mono<Subject> written(Kind kind, SubjectId subject, String word, Beside beside) {
        var entry = new JournalEntry(kind, clock.instant(), subject.value(), word);
        return refused(revocations.write(entry, last -> done(entry, beside, last)));
    }

    private Mono<Subject> done(JournalEntry entry, Beside beside, LastStep last) {
        var subject = new SubjectId(entry.subject());
        return switch (entry.kind()) {
            case HOLD -> moved(subject, Lifecycle.FROZEN, beside, last);
            case CLOSURE -> moved(subject, Lifecycle.CLOSED, beside, last);
            case LIFT -> moved(subject, Lifecycle.ACTIVE, beside, last);
            case ERASURE -> erasing.erased(subject, Mark.of(entry.word()), beside, last);
            case WITHDRAWAL ->
                    Mono.error(new IllegalArgumentException("a withdrawal erases nothing"));
        };
    }

    private static Mono<Subject> refused(Mono<Subject> write) {
        return write.onErrorMap(
                failure ->
                        !(failure instanceof RefusedException
                                || failure instanceof IntegrityException
                                || failure instanceof DoneBeforeException
                                || failure instanceof IllegalStateException),
                _ -> Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, 1).toException());
    }

    private Mono<Subject> moved(SubjectId id, Lifecycle to, Beside beside, LastStep last) {
        return changes.change(
                id,
                subject -> isAt(subject, to) ? subject : subject.moved(to),
                changed -> {
                    var before = beside.apply(changed);
                    var end = records.before(last, changed, to);
                    return connection ->
                            before.apply(connection).then(Mono.defer(() -> end.apply(connection)));
                });
    }

    /** Who is there already, or further, stays; of a hold only whoever is under one is let go. */
    private static boolean isAt(Subject subject, Lifecycle to) {
        if (subject.isRetained()) {
            return true;
        }
        return to == Lifecycle.ACTIVE
                ? subject.lifecycle() != Lifecycle.FROZEN
                : subject.lifecycle().compareTo(to) >= 0;
    }
}
