package io.menshen.cases;

import io.menshen.access.Once;
import io.menshen.cases.Officers.Admitted;
import io.menshen.kernel.Operation;
import io.menshen.keys.KeyRing;
import java.time.Clock;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Declines a hold that was asked for; whoever asked may take it back so. */
final class Declining {
    private final Officers officers;
    private final Once once;
    private final HoldBook book;
    private final CaseTransactions transactions;
    private final KeyRing keys;
    private final Clock clock;

    Declining(
            Officers officers,
            Once once,
            HoldBook book,
            CaseTransactions transactions,
            KeyRing keys,
            Clock clock) {
        this.officers = officers;
        this.once = once;
        this.book = book;
        this.transactions = transactions;
        this.keys = keys;
        this.clock = clock;
    }

    /** Declines; answers the id of the hold. */
    Mono<UUID> decline(Asked asked, UUID id) {
        return officers.admitted(
                        asked.caller(), Operation.HANDLE, asked.decisionId(), asked.traceId())
                .flatMap(admitted -> {
                    var now =
                            Mono.defer(() -> book.hold(admitted.use(), id))
                                    .flatMap(row -> declined(admitted, asked, row));
                    return once.word(admitted.use(), admitted.permit(), asked.write(), now);
                })
                .map(UUID::fromString);
    }

    private Mono<String> declined(Admitted admitted, Asked asked, HoldRow row) {
        var ended = row.ended(HoldStatus.DECLINED, clock.instant(), asked.staff(), keys);
        // Nothing changed for the person.
        var effect = new CaseTransactions.Effect(row.id(), asked, admitted, null);
        return transactions.run(effect, connection -> HoldWrites.end(connection, ended));
    }
}
