package io.menshen.events;

import io.menshen.access.Access;
import io.menshen.access.Refusals;
import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.catalog.Purpose;
import io.menshen.decision.Decision;
import io.menshen.journal.ReplayGate;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Refusal;
import io.menshen.web.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The purposes that a caller is registered for, and whether the policy permits it any of them now,
 * whoever the person is.
 */
final class OwnPurposes {
    private final ReplayGate gate;
    private final Uses uses;
    private final Access access;
    private final Refusals refusals;

    OwnPurposes(ReplayGate gate, Uses uses, Access access, Refusals refusals) {
        this.gate = gate;
        this.uses = uses;
        this.access = access;
        this.refusals = refusals;
    }

    /**
     * What a caller is registered for.
     *
     * @param first one that it is permitted
     * @param uses of all its purposes
     * @param denied those that it may not use now
     */
    record Own(Permitted first, List<Use> uses, Set<Use> denied) {
        Own {
            uses = List.copyOf(uses);
            denied = Set.copyOf(denied);
        }

        /** An act that ends a use is told in any case, so that no end is passed over. */
        boolean isTold(Use use, boolean ends) {
            return ends || !denied.contains(use);
        }
    }

    record Permitted(Use use, Decision.Permit permit) {}

    /**
     * The caller's purposes, once the journal was replayed; one cap is spent for all of them. Where
     * it may use none, the first refusal is told.
     */
    Mono<Own> permitted(Caller caller, Trace trace) {
        return gate.pass(() -> Mono.defer(() -> decided(caller, trace)));
    }

    private Mono<Own> decided(Caller caller, Trace trace) {
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

    private Mono<Own> sorted(List<Answered> all) {
        var permitted = new ArrayList<Permitted>();
        var denied = new HashSet<Use>();
        for (var one : all) {
            if (one.decision() instanceof Decision.Permit permit) {
                permitted.add(new Permitted(one.use(), permit));
            } else {
                denied.add(one.use());
            }
        }
        if (!permitted.isEmpty()) {
            var every = all.stream().map(Answered::use).toList();
            var own = new Own(permitted.getFirst(), every, denied);
            return access.spend(own.first().use()).thenReturn(own);
        }
        return all.isEmpty()
                ? Mono.error(() -> Refusal.of(Refusal.Kind.NOT_FOUND).toException())
                : refused(all.getFirst());
    }

    private Mono<Own> refused(Answered first) {
        return first.decision() instanceof Decision.Deny deny
                ? refusals.aboutCaller(first.use(), deny.request(), deny.reasons())
                : Mono.error(() -> Refusal.of(Refusal.Kind.NOT_FOUND).toException());
    }
}
