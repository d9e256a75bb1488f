package io.menshen.upkeep;

import io.menshen.audit.AuditLog;
import io.menshen.audit.AuditReceipt;
import io.menshen.audit.AuditRecord;
import io.menshen.kernel.Operation;
import io.menshen.policy.PolicyActivation;
import io.menshen.policy.PolicyLoader;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Records which policy came into force in this process, when, and whose key signed it: the reason
 * {@code signed_by.KEY}, the contents' digest in the place of the plan's. An auditor finds by it
 * which policy each later record of the chain was decided by.
 */
final class PolicyRecords {
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final List<String> STORES = List.of("policy");

    private final PolicyLoader policies;
    private final AuditLog audit;

    PolicyRecords(PolicyLoader policies, AuditLog audit) {
        this.policies = policies;
        this.audit = audit;
    }

    /** One record after the other, each until it is durable; it never ends by itself. */
    Flux<AuditReceipt> run() {
        return policies.activations().concatMap(this::durable);
    }

    private Mono<AuditReceipt> durable(PolicyActivation activation) {
        return Mono.defer(() -> audit.append(record(activation)))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, AGAIN).maxBackoff(AT_MOST));
    }

    private AuditRecord record(PolicyActivation activation) {
        return AuditRecord.ofOwnAct(
                activation.at(),
                policies.current().catalog().deployment().name(),
                Operation.ACTIVATE,
                null,
                STORES,
                activation.digest(),
                activation.revision(),
                List.of("signed_by." + activation.keyId()));
    }
}
