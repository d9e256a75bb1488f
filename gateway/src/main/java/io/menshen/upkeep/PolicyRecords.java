package io.menshen.upkeep;

import io.menshen.audit.AuditLog;
import io.menshen.audit.AuditReceipt;
import io.menshen.audit.AuditRecord;
import io.menshen.kernel.Operation;
import io.menshen.notice.NoticeArchive;
import io.menshen.policy.PolicyActivation;
import io.menshen.policy.PolicyLoader;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
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
    private static final Logger LOG = LoggerFactory.getLogger(PolicyRecords.class);

    private final PolicyLoader policies;
    private final NoticeArchive notices;
    private volatile String said = "";
    private final AuditLog audit;

    PolicyRecords(PolicyLoader policies, NoticeArchive notices, AuditLog audit) {
        this.policies = policies;
        this.notices = notices;
        this.audit = audit;
    }

    /** One record after the other, each until it is durable; it never ends by itself. */
    Flux<AuditReceipt> run() {
        return policies.activations()
                .concatMap(this::durable)
                .mergeWith(policies.activations().concatMap(_ -> kept()).thenMany(Flux.empty()));
    }

    /** A policy that came into force while there was no database has its notices kept here. */
    private Mono<Void> kept() {
        return Mono.<Void>fromRunnable(() -> notices.keep(policies.current()))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnError(failure -> say(failure.getMessage()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, AGAIN).maxBackoff(AT_MOST));
    }

    private void say(@Nullable String what) {
        if (what != null && !what.equals(said)) {
            LOG.error("ALARM nothing is taken in: {}", what);
            said = what;
        }
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
