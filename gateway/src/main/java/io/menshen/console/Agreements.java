package io.menshen.console;

import io.menshen.access.Access;
import io.menshen.access.Granted;
import io.menshen.access.Refusals;
import io.menshen.access.Use;
import io.menshen.consent.Standing;
import io.menshen.decision.Decision;
import io.menshen.decision.DecisionRequest;
import io.menshen.decision.DecisionRequest.Consents;
import io.menshen.decision.DecisionRequest.Evidence;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.subject.ConsentState.Entry;
import io.menshen.subject.Subject;
import java.util.Collections;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** The decision about a consent that is given on the pages, with the state as it would stand. */
final class Agreements {
    private static final Evidence SHOWN =
            new Evidence("current", "none", Consents.SEPARATE, Collections.emptySortedSet());

    private final Access access;
    private final Refusals refusals;

    Agreements(Access access, Refusals refusals) {
        this.access = access;
        this.refusals = refusals;
    }

    /** Whoever the person is: once the journal was replayed, and within the cap. */
    Mono<Decision.Permit> permitted(Use use) {
        return access.permitted(
                use, use.question().collecting(use.policy().catalog(), null, SHOWN));
    }

    /**
     * Writes a consent that the policy takes.
     *
     * @param entry as it shall stand
     * @param write what is done where it is permitted
     * @return false where the policy refuses it
     */
    Mono<Boolean> decided(
            Use use, Subject subject, Entry entry, Function<Granted, Mono<Boolean>> write) {
        var after = subject.consenting(subject.consents().with(use.counts(), entry));
        return access.decide(use, request(use, after))
                .flatMap(decision ->
                        switch (decision) {
                            case Decision.Permit permit ->
                                    write.apply(new Granted(use, after, permit, Map.of()));
                            case Decision.Deny deny -> refused(use, subject, deny);
                        });
    }

    private static DecisionRequest request(Use use, Subject after) {
        var question = use.question();
        var catalog = use.policy().catalog();
        var state = Standing.of(after, catalog, use.purpose(), question.purpose(), question.day());
        return question.collecting(catalog, state, SHOWN);
    }

    /** In the audit before it is told, as any refusal. */
    private Mono<Boolean> refused(Use use, Subject subject, Decision.Deny deny) {
        var told = Refusal.of(Refusal.Kind.SUBJECT_UNAVAILABLE);
        return refusals.<Boolean>told(use, deny.request(), subject.auditId(), deny.reasons(), told)
                .onErrorResume(
                        RefusedException.class,
                        refused ->
                                refused.refusal().equals(told)
                                        ? Mono.just(false)
                                        : Mono.error(refused));
    }
}
