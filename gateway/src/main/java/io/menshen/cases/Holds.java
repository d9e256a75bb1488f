package io.menshen.cases;

import io.menshen.access.Granted;
import io.menshen.access.Once;
import io.menshen.cases.Officers.Admitted;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.keys.KeyRing;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Asks for a hold, or for the lifting of one: nothing is done before another officer approves. */
final class Holds {
    private final Officers officers;
    private final Once once;
    private final CaseTransactions transactions;
    private final KeyRing keys;
    private final Clock clock;

    Holds(Officers officers, Once once, CaseTransactions transactions, KeyRing keys, Clock clock) {
        this.officers = officers;
        this.once = once;
        this.transactions = transactions;
        this.keys = keys;
        this.clock = clock;
    }

    /** A request whose words are those of the interface. */
    private record Read(HoldAct act, HoldGround ground) {
        static Read of(HoldRequest request) {
            var faults = new ArrayList<Fault>();
            var act = CaseWords.read(HoldAct.class, request.act(), "/act", faults);
            var ground = HoldGround.read(request.ground(), act, faults);
            if (!faults.isEmpty()) {
                throw Refusal.invalid(faults).toException();
            }
            return new Read(act.orElseThrow(), ground.orElseThrow());
        }
    }

    /** Asks; answers the id of what was asked. */
    Mono<UUID> ask(Asked asked, HoldRequest request) {
        return Mono.fromSupplier(() -> Read.of(request))
                .flatMap(read ->
                        officers.admitted(
                                        asked.caller(),
                                        read.act().operation(),
                                        asked.decisionId(),
                                        asked.traceId())
                                .flatMap(admitted -> asked(admitted, asked, request, read)))
                .map(UUID::fromString);
    }

    private Mono<String> asked(Admitted admitted, Asked asked, HoldRequest request, Read read) {
        var now =
                Mono.defer(() -> officers.granted(admitted, request.subject()))
                        .flatMap(granted -> Approving.fits(granted, read.act()))
                        .flatMap(granted -> asked(granted, asked, read));
        return once.word(admitted.use(), admitted.permit(), asked.write(), now);
    }

    private Mono<String> asked(Granted granted, Asked asked, Read read) {
        var id = UUID.randomUUID();
        var subject = granted.subject().id();
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var asking = new HoldRow.Asking(read.act(), read.ground(), at, asked.staff());
        var row = HoldRow.of(id, asking, Optional.empty(), keys);
        var mac = HoldRow.personMac(id, subject, keys);
        var by = new Admitted(granted.use(), granted.permit());
        return transactions.run(
                new CaseTransactions.Effect(id, asked, by, granted.subject().auditId()),
                connection -> HoldWrites.ask(connection, row, subject.value(), mac));
    }
}
