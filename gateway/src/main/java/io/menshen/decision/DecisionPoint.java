package io.menshen.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.menshen.kernel.Reason;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.policy.PolicyEngine;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Where every use of data is decided. One point serves one revision of the policy: a new bundle
 * gets a new point, so that a cached decision can never outlive its revision.
 *
 * <p>Whatever is not exactly a decision of that revision is refused: an engine that fails, is slow,
 * or answers anything else.
 */
public final class DecisionPoint {
    private static final int DISTINCT_REQUESTS = 10_000;
    private static final Refusal NO_DECISION =
            Refusal.retry(Refusal.Kind.POLICY_UNAVAILABLE, 1, Reason.of("policy_unavailable"));

    private final PolicyEngine engine;
    private final StrictAnswer answers;
    private final Floor floor;
    private final Duration limit;
    private final DecisionMeters meters;
    private final Cache<DecisionRequest, Decision> decided;

    /**
     * A decision point.
     *
     * @param revision the only revision that is believed
     * @param limit how long the engine may take
     */
    public DecisionPoint(PolicyEngine engine, int revision, Floor floor, Duration limit) {
        this(engine, revision, floor, limit, DecisionMeters.none());
    }

    DecisionPoint(
            PolicyEngine engine, int revision, Floor floor, Duration limit, DecisionMeters meters) {
        this.engine = engine;
        this.answers = new StrictAnswer(revision);
        this.floor = floor;
        this.limit = limit;
        this.meters = meters;
        this.decided =
                Caffeine.newBuilder()
                        .maximumSize(DISTINCT_REQUESTS)
                        .evictionListener((_, _, _) -> meters.evicted())
                        .build();
    }

    /**
     * The decision on one request.
     *
     * @return a {@link RefusedException} of kind {@code POLICY_UNAVAILABLE} where there is none;
     *     that is never cached
     */
    public Mono<Decision> decide(DecisionRequest request) {
        return Mono.defer(() -> {
            // Equal requests have equal canonical bytes, which only the engine needs to see.
            var cached = decided.getIfPresent(request);
            return cached == null ? ask(request) : known(cached);
        });
    }

    /**
     * Why one request would be decided so; nothing of it is cached or believed for a use.
     *
     * @return as {@link #decide} where there is none
     */
    public Mono<Explanation> explain(DecisionRequest request) {
        var asked = CanonicalRequest.bytes(request);
        return engine.evaluate(PolicyEngine.Entrypoint.EXPLANATION, asked, limit)
                .map(StrictAnswer::explanation)
                .map(explanation -> floor.applyTo(request.purpose(), explanation))
                .switchIfEmpty(Mono.error(NO_DECISION::toException))
                .onErrorMap(
                        failure -> !(failure instanceof RefusedException),
                        failure -> NO_DECISION.toException());
    }

    private Mono<Decision> known(Decision cached) {
        meters.hit();
        meters.decided(cached);
        return Mono.just(cached);
    }

    private Mono<Decision> ask(DecisionRequest request) {
        meters.miss();
        var asked = CanonicalRequest.bytes(request);
        return engine.evaluate(PolicyEngine.Entrypoint.DECISION, asked, limit)
                .map(answer -> answers.read(answer, CanonicalRequest.recorded(request)))
                .map(decision -> floor.applyTo(request.purpose(), decision))
                .doOnNext(decision -> decided.put(request, decision))
                .doOnNext(meters::decided)
                .switchIfEmpty(Mono.error(NO_DECISION::toException))
                .doOnError(failure -> meters.failed())
                .onErrorMap(
                        failure -> !(failure instanceof RefusedException),
                        failure -> NO_DECISION.toException());
    }
}
