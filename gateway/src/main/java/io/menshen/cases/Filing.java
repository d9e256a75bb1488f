package io.menshen.cases;

import io.menshen.access.Granted;
import io.menshen.access.Once;
import io.menshen.cases.Officers.Admitted;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.keys.KeyRing;
import io.menshen.subject.Subject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Takes requests of people in. */
final class Filing {
    private final Officers officers;
    private final Once once;
    private final CaseTransactions transactions;
    private final KeyRing keys;
    private final Clock clock;

    Filing(Officers officers, Once once, CaseTransactions transactions, KeyRing keys, Clock clock) {
        this.officers = officers;
        this.once = once;
        this.transactions = transactions;
        this.keys = keys;
        this.clock = clock;
    }

    /** A request whose words are those of the interface. */
    private record Read(
            CaseKind kind, Inlet inlet, Identity identity, Optional<Personal<String>> note) {
        static Read of(CaseRequest request) {
            var faults = new ArrayList<Fault>();
            var kind = CaseWords.read(CaseKind.class, request.kind(), "/kind", faults);
            var inlet = CaseWords.read(Inlet.class, request.channel(), "/channel", faults);
            var identity = CaseWords.read(Identity.class, request.identity(), "/identity", faults);
            var note = Note.read(request.note(), faults);
            if (!faults.isEmpty()) {
                throw Refusal.invalid(faults).toException();
            }
            return new Read(kind.orElseThrow(), inlet.orElseThrow(), identity.orElseThrow(), note);
        }
    }

    /** Opens a case; answers its id. */
    Mono<UUID> open(Asked asked, CaseRequest request) {
        return Mono.fromSupplier(() -> Read.of(request))
                .flatMap(read ->
                        officers.admitted(
                                        asked.caller(),
                                        Operation.OPEN,
                                        asked.decisionId(),
                                        asked.traceId())
                                .flatMap(admitted -> opened(admitted, asked, request, read)))
                .map(UUID::fromString);
    }

    private Mono<String> opened(Admitted admitted, Asked asked, CaseRequest request, Read read) {
        var now =
                Mono.defer(() -> person(admitted, request))
                        .flatMap(person -> opened(admitted, asked, person, read));
        return once.word(admitted.use(), admitted.permit(), asked.write(), now);
    }

    private Mono<Optional<Subject>> person(Admitted admitted, CaseRequest request) {
        var subject = request.subject();
        return subject == null
                ? Mono.just(Optional.empty())
                : officers.granted(admitted, subject).map(Granted::subject).map(Optional::of);
    }

    private Mono<String> opened(
            Admitted admitted, Asked asked, Optional<Subject> person, Read read) {
        var calendar = admitted.use().policy().catalog().workCalendar();
        var filed = Filed.of(read.kind(), read.inlet(), read.identity(), clock.instant(), calendar);
        var fresh = NewCase.of(filed, asked.staff(), read.note(), person, keys);
        var auditId = person.map(Subject::auditId).orElse(null);
        return transactions.run(
                new CaseTransactions.Effect(fresh.row().id(), asked, admitted, auditId),
                fresh::written);
    }
}
