package io.menshen.upkeep;

import io.menshen.access.Alarms;
import io.menshen.consent.Withdrawals;
import io.menshen.erasure.Erasure;
import io.menshen.journal.AppliedEntries;
import io.menshen.journal.JournalEntry;
import io.menshen.keys.IntegrityException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/**
 * Brings entries of the journal into the database by the same code as when they were said. A person
 * whose record another hand changed is nobody to every use; their entry raises one alarm, is tried
 * again with every look, and keeps nobody else from being served.
 */
final class JournalReplay {
    private final Withdrawals withdrawals;
    private final Erasure erasure;
    private final AppliedEntries applied;
    private final Alarms alarms;
    private final Set<Long> aside = ConcurrentHashMap.newKeySet();

    JournalReplay(Withdrawals withdrawals, Erasure erasure, AppliedEntries applied, Alarms alarms) {
        this.withdrawals = withdrawals;
        this.erasure = erasure;
        this.applied = applied;
        this.alarms = alarms;
    }

    /**
     * Brings one entry in.
     *
     * @return false where its person's record was changed; an error where the database did not take
     *     it
     */
    Mono<Boolean> bring(JournalEntry.Placed placed) {
        var done =
                placed.entry().kind() == JournalEntry.Kind.WITHDRAWAL
                        ? withdrawals.replay(placed)
                        : erasure.replay(placed);
        // Of nobody there is nothing to take away; that is kept too, or it would stay missing.
        return done.hasElement()
                .flatMap(isDone -> isDone ? Mono.just(true) : applied.keep(placed))
                .thenReturn(true)
                .doOnNext(_ -> aside.remove(placed.position()))
                .onErrorResume(
                        IntegrityException.class,
                        changed -> Mono.fromSupplier(() -> putAside(placed, changed)));
    }

    /** Whether that entry was put aside and never came in since. */
    boolean isAside(long position) {
        return aside.contains(position);
    }

    private boolean putAside(JournalEntry.Placed placed, IntegrityException changed) {
        if (aside.add(placed.position())) {
            alarms.raise("subject", changed);
        }
        return false;
    }
}
