package io.menshen.inspection;

import io.menshen.access.Access;
import io.menshen.access.Records;
import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.Ground;
import io.menshen.catalog.Label;
import io.menshen.decision.DecisionPoints;
import io.menshen.decision.DecisionRequest;
import io.menshen.decision.Explanation;
import io.menshen.decision.Question;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Staff;
import io.menshen.policy.PolicySnapshot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What would be decided of a hypothetical use, and why. It reads nobody. The view of another
 * consumer is for those who are registered for a purpose of auditing.
 */
final class Explaining {
    private final Uses uses;
    private final Access access;
    private final Auditing auditing;
    private final DecisionPoints decisions;
    private final Records records;

    Explaining(
            Uses uses,
            Access access,
            Auditing auditing,
            DecisionPoints decisions,
            Records records) {
        this.uses = uses;
        this.access = access;
        this.auditing = auditing;
        this.decisions = decisions;
        this.records = records;
    }

    /**
     * One reason.
     *
     * @param clause of the standard or a law; null where the code is none of a rule
     * @param rule the file of the rule, in {@code policies/}
     */
    record Told(
            String code, @Nullable String clause, @Nullable Label title, @Nullable String rule) {
        static Told of(String code, @Nullable Ground ground) {
            return ground == null
                    ? new Told(code, null, null, null)
                    : new Told(code, ground.clause(), ground.title(), ground.rule());
        }
    }

    /**
     * What would be decided.
     *
     * @param plan how each field would be shown if nothing refused
     * @param withheld why each other field of the purpose would not
     */
    record Explained(
            String id,
            boolean allow,
            List<Told> reasons,
            Map<String, String> plan,
            Map<String, String> withheld,
            int policyRevision) {}

    Mono<Explained> explain(
            Caller caller, ExplainRequest request, String decisionId, String traceId) {
        return Mono.defer(() -> begun(caller, request, decisionId, traceId));
    }

    private Mono<Explained> begun(
            Caller caller, ExplainRequest request, String decisionId, String traceId) {
        var viewed = viewed(caller, request);
        var operation = request.operation();
        var use = uses.begin(viewed, request.purpose(), operation, null, decisionId, traceId);
        var own = viewed.consumer().equals(caller.consumer());
        var may =
                own
                        ? access.spend(use)
                        : auditing.permitted(caller, decisionId, traceId)
                                .flatMap(look -> recorded(look));
        return may.then(Mono.defer(() -> explained(use, request)));
    }

    private Mono<Void> recorded(Auditing.Look look) {
        return records.looked(look.use(), look.permit(), null).then();
    }

    private Mono<Explained> explained(Use use, ExplainRequest request) {
        var catalog = use.policy().catalog();
        return decisions
                .of(use.policy())
                .explain(asked(use.question(), catalog, request))
                .map(explanation -> told(use, catalog, explanation));
    }

    private static DecisionRequest asked(
            Question question, Catalog catalog, ExplainRequest request) {
        var state = request.state();
        return state == null
                ? question.aboutCaller(catalog)
                : question.about(catalog, state.asSubject());
    }

    private static Explained told(Use use, Catalog catalog, Explanation explanation) {
        var plan = new TreeMap<String, String>();
        explanation.plan().forEach((field, shown) -> plan.put(field, shown.treatment().word()));
        var withheld = new TreeMap<>(explanation.withheld());
        withheld.keySet().retainAll(use.purpose().fields().keySet());
        var reasons =
                explanation.reasons().stream()
                        .map(code -> Told.of(code, catalog.reasons().get(code)))
                        .toList();
        return new Explained(
                use.decisionId(),
                explanation.reasons().isEmpty(),
                reasons,
                plan,
                withheld,
                use.policy().revision());
    }

    /** As whom it would be asked; whoever is behind a role has a valid agreement. */
    private Caller viewed(Caller caller, ExplainRequest request) {
        var consumer = request.consumer() == null ? caller.consumer() : request.consumer();
        if (policy().catalog().consumer(consumer).isEmpty()) {
            throw Uses.unknown("/consumer", "a consumer of the catalogue");
        }
        var role = request.role();
        var staff = role == null ? null : new Staff("", role, Staff.Agreement.VALID);
        return new Caller(caller.issuer(), caller.clientId(), consumer, staff);
    }

    private PolicySnapshot policy() {
        return uses.policy();
    }
}
