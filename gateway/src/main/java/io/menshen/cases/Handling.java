package io.menshen.cases;

import io.menshen.access.Once;
import io.menshen.cases.Officers.Admitted;
import io.menshen.kernel.Reason;
import io.menshen.kernel.Refusal;
import io.menshen.keys.KeyRing;
import io.menshen.subject.Subject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What is done with a case after it was opened. */
final class Handling {
    private static final Reason STATUS = Reason.of("case_status");

    private final Officers officers;
    private final Once once;
    private final CaseBook book;
    private final CaseTransactions transactions;
    private final KeyRing keys;
    private final Clock clock;

    Handling(
            Officers officers,
            Once once,
            CaseBook book,
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

    /** Does it; answers the id of the case. */
    Mono<UUID> act(Asked asked, UUID id, Act act, ActRequest request) {
        return officers.admitted(
                        asked.caller(), act.operation(), asked.decisionId(), asked.traceId())
                .flatMap(admitted -> {
                    var said = Said.of(act, request, admitted.use());
                    var now =
                            Mono.defer(() -> book.found(admitted.use(), id))
                                    .flatMap(found -> done(admitted, asked, found, said));
                    return once.word(admitted.use(), admitted.permit(), asked.write(), now);
                })
                .map(UUID::fromString);
    }

    /**
     * Does it to a case that was found; answers its id.
     *
     * @return {@code CONFLICT} where it does not fit how the case stands
     */
    Mono<String> done(Admitted admitted, Asked asked, CaseBook.Found found, Said said) {
        var row = found.row();
        if (!said.act().fits(row.stand().status())) {
            return Mono.error(Refusal.of(Refusal.Kind.CONFLICT, STATUS)::toException);
        }
        var acted = acted(asked, found, said);
        var stand =
                row.stand().after(acted, said.reason(), said.owner().orElse(row.stand().owner()));
        var moved = row.standing(stand, keys);
        var auditId = found.person().map(Subject::auditId).orElse(null);
        return transactions.run(
                new CaseTransactions.Effect(row.id(), asked, admitted, auditId),
                connection ->
                        CaseWrites.move(connection, moved)
                                .then(Mono.defer(() -> CaseWrites.add(connection, acted))));
    }

    private ActRow acted(Asked asked, CaseBook.Found found, Said said) {
        var row = found.row();
        var seq = row.stand().version() + 1;
        var place = Note.place(row.id(), row.filed(), seq);
        var done =
                new ActRow.Done(
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        said.act(),
                        said.act().after(row.stand().status()),
                        asked.staff(),
                        said.detail(),
                        Note.sealed(said.note(), found.person(), place, keys));
        return ActRow.of(row.id(), seq, done, row.stand().last(), keys);
    }
}
