package io.menshen.inspection;

import io.menshen.access.Access;
import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.decision.Decision;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Refusal;
import java.util.Comparator;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Who may look at more than its own: a caller that is registered for a purpose of auditing. It is
 * decided as every use is, and a refusal is in the audit before it is told.
 */
final class Auditing {
    private final Uses uses;
    private final Access access;

    Auditing(Uses uses, Access access) {
        this.uses = uses;
        this.access = access;
    }

    /** A look that was permitted; whoever looks records it. */
    record Look(Use use, Decision.Permit permit) {}

    Mono<Look> permitted(Caller caller, String decisionId, String traceId) {
        return Mono.defer(() -> {
            var purpose = purpose(uses.policy().catalog(), caller);
            var use = uses.begin(caller, purpose, Operation.AUDIT, null, decisionId, traceId);
            return access.permitted(use).map(permit -> new Look(use, permit));
        });
    }

    /** The caller's own purpose of auditing; without one any, which the policy refuses it. */
    private static String purpose(Catalog catalog, Caller caller) {
        var own = catalog.consumer(caller.consumer()).map(Consumer::purposes).orElse(List.of());
        return catalog.purposes().entrySet().stream()
                .filter(entry -> entry.getValue().operations().contains(Operation.AUDIT))
                .map(entry -> entry.getKey())
                .min(
                        Comparator.comparing((String name) -> !own.contains(name))
                                .thenComparing(Comparator.naturalOrder()))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND).toException());
    }
}
