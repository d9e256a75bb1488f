package io.menshen.cases;

import io.menshen.access.Access;
import io.menshen.access.Granted;
import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.decision.Decision;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Personal;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Who may work on cases: a caller that is registered for a purpose of that operation. It is decided
 * as every use is, and a refusal is in the audit before it is told.
 */
final class Officers {
    private final Uses uses;
    private final Access access;

    Officers(Uses uses, Access access) {
        this.uses = uses;
        this.access = access;
    }

    /** A caller who may. */
    record Admitted(Use use, Decision.Permit permit) {}

    Mono<Admitted> admitted(Caller caller, Operation operation, String decisionId, String traceId) {
        return Mono.defer(() -> {
            var purpose = Uses.purposeFor(uses.policy().catalog(), caller, operation);
            var use = uses.begin(caller, purpose, operation, null, decisionId, traceId);
            return access.permitted(use).map(permit -> new Admitted(use, permit));
        });
    }

    /** The person that a caller names, and the decision about them. */
    Mono<Granted> granted(Admitted admitted, Map<String, Personal<String>> subject) {
        return Mono.defer(() -> {
            var use = admitted.use();
            var by = Uses.reference(use.policy().catalog(), subject);
            return access.grant(use, by, admitted.permit());
        });
    }
}
