package io.menshen.consent;

import io.menshen.journal.JournalEntry;
import io.menshen.journal.Revocations;
import io.menshen.journal.Revocations.LastStep;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.subject.ConsentState;
import io.menshen.subject.Subject;
import io.menshen.subject.SubjectChanges;
import io.r2dbc.spi.Connection;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * The withdrawal of consent (T/CCAGM 002 4.1.2-d): in the journal first, then in the database; it
 * counts for the next decision on every replica. It ends future processing, not the past (PIPL 15).
 */
public final class Withdrawals {
    private final Revocations revocations;
    private final SubjectChanges changes;
    private final Receipts receipts;

    Withdrawals(Revocations revocations, SubjectChanges changes, Receipts receipts) {
        this.revocations = revocations;
        this.changes = changes;
        this.receipts = receipts;
    }

    /**
     * What is withdrawn.
     *
     * @param channel where it was said
     * @param at when it takes effect, to the millisecond
     */
    public record Withdrawal(SubjectId subject, String purpose, String channel, Instant at) {}

    /**
     * When a withdrawal of now takes effect: after what the person said last, also where another
     * replica's clock is ahead.
     */
    public static Instant after(Subject subject, String purpose, Instant now) {
        var last = subject.consents().entries().get(purpose);
        return last == null || last.at().isBefore(now) ? now : last.at().plusMillis(1);
    }

    /**
     * Withdraws consent to a purpose, whether it was given or not.
     *
     * @param beside work of the same transaction, done before the journal is written; its error
     *     leaves everything as it was
     * @return the person as they stand then; a {@link RefusedException} {@code STORE_UNAVAILABLE}
     *     where journal or database do not take it. Once begun it goes on, whoever stops waiting
     */
    public Mono<Subject> withdraw(Withdrawal withdrawal, Function<Connection, Mono<Void>> beside) {
        var entry =
                new JournalEntry(
                        JournalEntry.Kind.WITHDRAWAL,
                        withdrawal.at(),
                        withdrawal.subject().value(),
                        withdrawal.purpose() + " " + withdrawal.channel());
        return refused(
                revocations.write(
                        entry,
                        last ->
                                apply(
                                        withdrawal,
                                        connection ->
                                                beside.apply(connection)
                                                        .then(
                                                                Mono.defer(() ->
                                                                        last.apply(connection))))));
    }

    /**
     * Brings an entry of the journal into the database, where it is missing.
     *
     * @return the person; empty where there is none of that id, or another process was first
     */
    public Mono<Subject> replay(JournalEntry.Placed placed) {
        var entry = placed.entry();
        var words = entry.word().split(" ", 2);
        var withdrawal =
                new Withdrawal(new SubjectId(entry.subject()), words[0], words[1], entry.at());
        return refused(revocations.replay(placed, last -> apply(withdrawal, last)));
    }

    /** The journal is written last before the commit: what it holds was sure to be done. */
    private Mono<Subject> apply(Withdrawal withdrawal, LastStep last) {
        var entry =
                new ConsentState.Entry(
                        ConsentState.Act.WITHDRAWN,
                        0,
                        withdrawal.at(),
                        withdrawal.channel(),
                        Collections.emptySortedSet());
        var said = new Receipts.Said("said", List.of(), List.of(), "", "");
        var act = new Receipts.Act(UUID.randomUUID(), withdrawal.purpose(), entry, said);
        return changes.change(
                withdrawal.subject(),
                subject -> withdrawn(subject, withdrawal.purpose(), entry),
                changed ->
                        connection ->
                                receipts.add(connection, changed, List.of(act))
                                        .then(Mono.defer(() -> last.apply(connection))));
    }

    private static Mono<Subject> refused(Mono<Subject> write) {
        return write.onErrorMap(
                failure ->
                        !(failure instanceof RefusedException
                                || failure instanceof IntegrityException
                                || failure instanceof DoneBeforeException),
                _ -> Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, 1).toException());
    }

    /**
     * An erased person has nothing left to withdraw; what was said later stands, whenever this is
     * brought in.
     */
    private static Subject withdrawn(Subject subject, String purpose, ConsentState.Entry entry) {
        var last = subject.consents().entries().get(purpose);
        var saidLater = last != null && last.at().isAfter(entry.at());
        return subject.isErased() || saidLater
                ? subject
                : subject.consenting(subject.consents().with(purpose, entry));
    }
}
