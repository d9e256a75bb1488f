package io.menshen.rights;

import io.menshen.access.Access;
import io.menshen.access.Granted;
import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.decision.Decision;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Who may act for a person: a caller that is registered for a purpose of that operation. It is
 * decided as every use is, and a refusal is in the audit before it is told.
 */
final class Desk {
    private final Uses uses;
    private final Access access;

    Desk(Uses uses, Access access) {
        this.uses = uses;
        this.access = access;
    }

    /** A caller who may, before any person is known. */
    record Admitted(Use use, Decision.Permit permit) {}

    Mono<Admitted> admitted(Handed handed, Operation operation) {
        return admitted(
                handed.caller(), operation, operation, handed.decisionId(), handed.traceId());
    }

    /** Who erases may look at receipts, and so may who audits. */
    Mono<Admitted> looking(Caller caller, String decisionId, String traceId) {
        return Mono.defer(() -> {
            var catalog = uses.policy().catalog();
            return own(catalog, caller, Operation.AUDIT)
                    ? admitted(caller, Operation.AUDIT, Operation.AUDIT, decisionId, traceId)
                    : admitted(caller, Operation.ERASE, Operation.READ, decisionId, traceId);
        });
    }

    private Mono<Admitted> admitted(
            Caller caller,
            Operation registered,
            Operation asked,
            String decisionId,
            String traceId) {
        return Mono.defer(() -> {
            var purpose = Uses.purposeFor(uses.policy().catalog(), caller, registered);
            var use = uses.begin(caller, purpose, asked, null, decisionId, traceId);
            return access.permitted(use).map(permit -> new Admitted(use, permit));
        });
    }

    /** The person, and the decision about them. */
    Mono<Granted> granted(Admitted admitted, Handed handed) {
        return Mono.defer(() -> {
            var use = admitted.use();
            var by = Uses.reference(use.policy().catalog(), handed.subject());
            return access.grant(use, by, admitted.permit());
        });
    }

    private static boolean own(Catalog catalog, Caller caller, Operation operation) {
        return purposes(catalog, caller).stream()
                .flatMap(name -> catalog.purpose(name).stream())
                .anyMatch(purpose -> purpose.operations().contains(operation));
    }

    private static List<String> purposes(Catalog catalog, Caller caller) {
        return catalog.consumer(caller.consumer()).map(Consumer::purposes).orElse(List.of());
    }
}
