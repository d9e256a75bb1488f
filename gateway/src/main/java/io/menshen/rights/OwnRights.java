package io.menshen.rights;

import io.menshen.access.Records;
import io.menshen.erasure.ErasureReason;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.rights.Closures.Closed;
import io.menshen.rights.Proving.Proved;
import io.menshen.storage.Transactions;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Closing and erasing by the person themselves (7-a, 7-c). Decided, recorded and journalled as what
 * the privacy desk asks for, in the name of their pages.
 */
public final class OwnRights {
    /** Who presses twice waits for the first press to end. */
    private static final int TRIES = 20;

    private final Desk desk;
    private final Erasures erasures;
    private final Closures closures;
    private final StoredReceipts receipts;
    private final Records records;

    OwnRights(
            Desk desk,
            Erasures erasures,
            Closures closures,
            StoredReceipts receipts,
            Records records) {
        this.desk = desk;
        this.erasures = erasures;
        this.closures = closures;
        this.receipts = receipts;
        this.records = records;
    }

    /** What stays of whoever is erased, and why; a kind of the receipt each. */
    public static List<Receipt.Kept> kept() {
        return Account.kept();
    }

    /**
     * Closes the account.
     *
     * @return when; a {@link RefusedException} {@code SUBJECT_UNAVAILABLE} where the person may not
     *     be closed, such as one under a hold, {@code CONFLICT} where others were first each time
     */
    public Mono<Instant> close(OwnRequest asked) {
        return Mono.defer(() -> closures.close(asked.handed("close")))
                .retryWhen(Transactions.anew(TRIES, OwnRights::isMet))
                .map(Closed::effectiveAt);
    }

    /** Erases, as {@link #close}; the receipt is the proof (7-k). */
    public Mono<SignedReceipt> erase(OwnRequest asked) {
        return Mono.defer(
                        () -> erasures.erase(asked.handed("erase"), ErasureReason.REQUESTED.word()))
                .retryWhen(Transactions.anew(TRIES, OwnRights::isMet))
                .map(Proved::proof);
    }

    /** The receipt of whoever was erased, again. */
    public Mono<SignedReceipt> receipt(OwnRequest asked) {
        var handed = asked.handed("erase");
        return desk.admitted(handed, Operation.ERASE)
                .flatMap(admitted -> desk.granted(admitted, handed))
                .delayUntil(granted -> records.permitted(granted, List.of(), List.of()))
                .flatMap(granted -> receipts.idOf(granted.subject().id().value()))
                .flatMap(receipts::find);
    }

    private static boolean isMet(Throwable failure) {
        return failure instanceof RefusedException refused
                && refused.refusal().kind() == Refusal.Kind.CONFLICT;
    }
}
