package io.menshen.cases;

import io.menshen.access.Access;
import io.menshen.access.Granted;
import io.menshen.access.Reference;
import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.decision.Decision;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.tokens.ScopedTokens;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Who may work on cases: a caller that is registered for a purpose of that operation. It is decided
 * as every use is, and a refusal is in the audit before it is told.
 */
final class Officers {
    private final Uses uses;
    private final Access access;
    private final ScopedTokens tokens;

    Officers(Uses uses, Access access, ScopedTokens tokens) {
        this.uses = uses;
        this.access = access;
        this.tokens = tokens;
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

    /** The same caller for another operation of the purpose, which is decided for itself. */
    Mono<Admitted> doing(Admitted admitted, Operation operation) {
        return Mono.fromSupplier(() -> admitted.use().doing(operation))
                .flatMap(use -> access.permitted(use).map(permit -> new Admitted(use, permit)));
    }

    /** A person whom the gateway knows already, and the decision about them. */
    Mono<Granted> granted(Admitted admitted, SubjectId person) {
        var use = admitted.use();
        var by = new Reference.ByToken(tokens.ofSubject(use.scope(), person));
        return Mono.defer(() -> access.grant(use, by, admitted.permit()));
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
