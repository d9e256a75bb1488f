package io.menshen.cases;

import io.menshen.access.Once;
import io.menshen.access.Refusals;
import io.menshen.cases.Officers.Admitted;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Reason;
import io.menshen.kernel.Refusal;
import io.menshen.keys.KeyRing;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Approves and declines tickets; whoever asked for one does not approve it (5.3). */
final class TicketDeciding {
    private static final Reason SECOND = new Reason("second_person", "5.3");
    private static final Reason STATUS = Reason.of("ticket_status");

    private final Officers officers;
    private final Once once;
    private final TicketBook book;
    private final CaseTransactions transactions;
    private final Refusals refusals;
    private final KeyRing keys;
    private final Clock clock;

    TicketDeciding(
            Officers officers,
            Once once,
            TicketBook book,
            CaseTransactions transactions,
            Refusals refusals,
            KeyRing keys,
            Clock clock) {
        this.officers = officers;
        this.once = once;
        this.book = book;
        this.transactions = transactions;
        this.refusals = refusals;
        this.keys = keys;
        this.clock = clock;
    }

    /** Decides; answers the id of the ticket. */
    Mono<UUID> decide(Asked asked, UUID id, TicketStatus how) {
        return officers.admitted(
                        asked.caller(), Operation.APPROVE, asked.decisionId(), asked.traceId())
                .flatMap(admitted -> {
                    var now = Mono.defer(() -> decided(admitted, asked, id, how));
                    return once.word(admitted.use(), admitted.permit(), asked.write(), now);
                })
                .map(UUID::fromString);
    }

    private Mono<String> decided(Admitted admitted, Asked asked, UUID id, TicketStatus how) {
        return book.ticket(admitted.use(), id)
                .flatMap(row ->
                        another(admitted, asked, row, how)
                                .then(Mono.defer(() -> ended(admitted, asked, row, how))));
    }

    /** Never whoever asked approves; that they tried is in the audit. */
    private Mono<Void> another(Admitted admitted, Asked asked, TicketRow row, TicketStatus how) {
        var isOver = !clock.instant().isBefore(row.asking().until());
        if (row.status() != TicketStatus.ASKED || isOver) {
            return Mono.error(Refusal.of(Refusal.Kind.CONFLICT, STATUS)::toException);
        }
        return how == TicketStatus.APPROVED && asked.staff().equals(row.asking().by())
                ? refusals.told(
                        admitted.use(),
                        admitted.permit().request(),
                        List.of(SECOND.code()),
                        Refusal.of(Refusal.Kind.DENIED, SECOND))
                : Mono.empty();
    }

    private Mono<String> ended(Admitted admitted, Asked asked, TicketRow row, TicketStatus how) {
        var ended = row.ended(how, clock.instant(), asked.staff(), keys);
        var effect = CaseTransactions.Effect.named(row.id(), asked, admitted);
        return transactions.run(effect, connection -> TicketWrites.end(connection, ended));
    }
}
