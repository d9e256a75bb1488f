package io.menshen.cases;

import io.menshen.access.Once;
import io.menshen.cases.Officers.Admitted;
import io.menshen.kernel.Operation;
import io.menshen.keys.KeyRing;
import io.menshen.tokens.ScopedTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Asks for tickets: nothing may be read by one before another member of staff approves. */
final class TicketAsking {
    private final Officers officers;
    private final Once once;
    private final CaseTransactions transactions;
    private final ScopedTokens tokens;
    private final KeyRing keys;
    private final Clock clock;

    TicketAsking(
            Officers officers,
            Once once,
            CaseTransactions transactions,
            ScopedTokens tokens,
            KeyRing keys,
            Clock clock) {
        this.officers = officers;
        this.once = once;
        this.transactions = transactions;
        this.tokens = tokens;
        this.keys = keys;
        this.clock = clock;
    }

    /** Asks; answers the id of the ticket. */
    Mono<UUID> ask(Asked asked, TicketRequest request) {
        return officers.admitted(
                        asked.caller(), Operation.RETRIEVE, asked.decisionId(), asked.traceId())
                .flatMap(admitted -> {
                    var now = Mono.defer(() -> asked(admitted, asked, request));
                    return once.word(admitted.use(), admitted.permit(), asked.write(), now);
                })
                .map(UUID::fromString);
    }

    private Mono<String> asked(Admitted admitted, Asked asked, TicketRequest request) {
        var consumer = asked.caller().consumer();
        var catalog = admitted.use().policy().catalog();
        var words = TicketWords.of(request, consumer, catalog, tokens);
        var id = UUID.randomUUID();
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var asking =
                new TicketRow.Asking(
                        consumer,
                        asked.staff(),
                        request.purpose(),
                        words.fields(),
                        TicketRow.marks(id, words.people(), keys),
                        words.reason(),
                        at,
                        at.plus(Duration.ofDays(request.days())));
        var row = TicketRow.of(id, asking, Optional.empty(), keys);
        var effect = CaseTransactions.Effect.named(id, asked, admitted);
        return transactions.run(effect, connection -> TicketWrites.ask(connection, row));
    }
}
