package io.menshen.access;

import io.menshen.audit.AuditLog;
import io.menshen.audit.AuditReceipt;
import io.menshen.audit.AuditRecord;
import io.menshen.audit.AuditRecord.Outcome;
import io.menshen.audit.AuditRecord.Shown;
import io.menshen.decision.Decision;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Staff;
import io.menshen.policy.Policies;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The audit record of a use, permitted or refused; durable when the {@code Mono} completes. */
public final class Records {
    private static final List<String> VALUES = List.of("identity", "sensitive", "profile");

    private final AuditLog audit;
    private final Policies policies;
    private final Clock clock;

    Records(AuditLog audit, Policies policies, Clock clock) {
        this.audit = audit;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * A use that shows or changes something.
     *
     * @param stores those that were read or written, in the words of the registry
     * @param shown the fields and how
     */
    public Mono<AuditReceipt> permitted(Granted granted, List<String> stores, List<Shown> shown) {
        var about = new About(granted.subject().auditId(), stores, shown);
        return permitted(granted.use(), granted.permit(), about);
    }

    /** A use that shows something without leading to a person. */
    public Mono<AuditReceipt> permitted(
            Use use, Decision.Permit permit, List<String> stores, List<Shown> shown) {
        return permitted(use, permit, new About(null, stores, shown));
    }

    /** A use that changes what is kept of a person, or of nobody who is known any more. */
    public Mono<AuditReceipt> changed(
            Use use, Decision.Permit permit, @Nullable UUID auditId, List<String> stores) {
        return permitted(use, permit, new About(auditId, stores, List.of()));
    }

    /** A look at what was recorded, of one person where one was named. */
    public Mono<AuditReceipt> looked(Use use, Decision.Permit permit, @Nullable UUID auditId) {
        return permitted(use, permit, new About(auditId, List.of(), List.of()));
    }

    /**
     * A use of something that stands for many others, which bear the same trace.
     *
     * @param name its name, without spaces or commas
     */
    public Mono<AuditReceipt> presented(Use use, Decision.Permit permit, String name) {
        return permitted(use, permit, new About(null, List.of(), List.of()), List.of(name));
    }

    private Mono<AuditReceipt> permitted(Use use, Decision.Permit permit, About about) {
        return permitted(use, permit, about, List.of());
    }

    private Mono<AuditReceipt> permitted(
            Use use, Decision.Permit permit, About about, List<String> words) {
        var decided = new Decided(permit.planHash(), permit.request(), permit.revision());
        return append(use, decided, about, Outcome.PERMITTED, words);
    }

    /**
     * An act of the gateway itself upon a person, which no caller asked for: an erasure, a freeze,
     * a closure. It bears the name of the deployment, no purpose and no decision.
     *
     * @param auditId the person's id in the audit; null where it was severed before
     * @param stores those that were written
     */
    public Mono<AuditReceipt> ownAct(
            Operation operation, @Nullable UUID auditId, List<String> stores) {
        return Mono.defer(() -> audit.append(own(operation, auditId, stores, List.of())));
    }

    /**
     * Values whose time was over, of many people at once.
     *
     * @param counts words that say how many
     */
    public Mono<AuditReceipt> purged(List<String> counts) {
        return Mono.defer(() -> audit.append(own(Operation.ERASE, null, VALUES, counts)));
    }

    private AuditRecord own(
            Operation operation,
            @Nullable UUID auditId,
            List<String> stores,
            List<String> reasons) {
        var policy = policies.current();
        return AuditRecord.ofOwnAct(
                clock.instant(),
                policy.catalog().deployment().name(),
                operation,
                auditId,
                stores,
                "",
                policy.revision(),
                reasons);
    }

    /**
     * A use that was refused.
     *
     * @param request the decision request that refused; empty where none was made
     * @param auditId the person's id in the audit; null where nobody was found
     */
    Mono<AuditReceipt> refused(
            Use use, String request, @Nullable UUID auditId, List<String> reasons) {
        var decided = new Decided("", request, use.policy().revision());
        var about = new About(auditId, List.of(), List.of());
        return append(use, decided, about, Outcome.REFUSED, reasons);
    }

    private record Decided(String planHash, String request, int revision) {}

    private record About(@Nullable UUID auditId, List<String> stores, List<Shown> shown) {}

    private Mono<AuditReceipt> append(
            Use use, Decided decided, About about, Outcome outcome, List<String> reasons) {
        var question = use.question();
        return Mono.defer(() ->
                audit.append(
                        new AuditRecord(
                                clock.instant(),
                                use.caller().consumer(),
                                Optional.ofNullable(use.caller().staff())
                                        .map(Staff::person)
                                        .orElse(null),
                                question.purpose(),
                                question.operation(),
                                question.channel(),
                                about.auditId(),
                                about.stores(),
                                decided.planHash(),
                                decided.request(),
                                decided.revision(),
                                outcome,
                                reasons,
                                about.shown(),
                                use.traceId(),
                                use.decisionId())));
    }
}
