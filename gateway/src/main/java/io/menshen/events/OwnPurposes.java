package io.menshen.events;

import io.menshen.access.Access;
import io.menshen.access.Refusals;
import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.catalog.Purpose;
import io.menshen.decision.Decision;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Refusal;
import io.menshen.web.Trace;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The purposes of a caller that the policy permits it now, whoever the person is. */
final class OwnPurposes {
    private final Uses uses;
    private final Access access;
    private final Refusals refusals;

    OwnPurposes(Uses uses, Access access, Refusals refusals) {
        this.uses = uses;
        this.access = access;
        this.refusals = refusals;
    }

    record Permitted(Use use, Decision.Permit permit) {}

    /**
     * The caller's own purposes that it may use now, whoever the person is; one cap is spent for
     * all of them. Where it may use none, the first refusal is told.
     */
    Mono<List<Permitted>> permitted(Caller caller, Trace trace) {
        var catalog = uses.policy().catalog();
        var own = catalog.consumer(caller.consumer()).map(Consumer::purposes).orElse(List.of());
        return Flux.fromIterable(own)
                .filter(purpose -> catalog.purpose(purpose).isPresent())
                .map(purpose -> begun(catalog, caller, purpose, trace))
                .concatMap(use ->
                        access.decide(use, use.question().aboutCaller(catalog))
                                .map(decision -> new Answered(use, decision)))
                .collectList()
                .flatMap(this::sorted);
    }

    private Use begun(Catalog catalog, Caller caller, String purpose, Trace trace) {
        var operations = catalog.purpose(purpose).map(Purpose::operations).orElseThrow();
        var operation =
                operations.contains(Operation.READ)
                        ? Operation.READ
                        : operations.stream().sorted().findFirst().orElse(Operation.READ);
        return uses.begin(caller, purpose, operation, null, trace.decision(), trace.traceId());
    }

    private record Answered(Use use, Decision decision) {}

    private Mono<List<Permitted>> sorted(List<Answered> all) {
        var permitted = new ArrayList<Permitted>();
        for (var one : all) {
            if (one.decision() instanceof Decision.Permit permit) {
                permitted.add(new Permitted(one.use(), permit));
            }
        }
        if (!permitted.isEmpty()) {
            return access.spend(permitted.getFirst().use()).thenReturn(permitted);
        }
        return all.isEmpty()
                ? Mono.error(() -> Refusal.of(Refusal.Kind.NOT_FOUND).toException())
                : refused(all.getFirst());
    }

    private Mono<List<Permitted>> refused(Answered first) {
        return first.decision() instanceof Decision.Deny deny
                ? refusals.aboutCaller(first.use(), deny.request(), deny.reasons())
                : Mono.error(() -> Refusal.of(Refusal.Kind.NOT_FOUND).toException());
    }
}
