package io.menshen.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Reason;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.policy.PolicyEngine;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
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
    private final Cache<Bytes, Decision> decided =
            Caffeine.newBuilder().maximumSize(DISTINCT_REQUESTS).build();

    /**
     * A decision point.
     *
     * @param revision the only revision that is believed
     * @param limit how long the engine may take
     */
    public DecisionPoint(PolicyEngine engine, int revision, Floor floor, Duration limit) {
        this.engine = engine;
        this.answers = new StrictAnswer(revision);
        this.floor = floor;
        this.limit = limit;
    }

    /**
     * The decision on one request.
     *
     * @return a {@link RefusedException} of kind {@code POLICY_UNAVAILABLE} where there is none;
     *     that is never cached
     */
    public Mono<Decision> decide(DecisionRequest request) {
        return Mono.defer(() -> {
            var canonical = Bytes.copyOf(CanonicalRequest.bytes(request));
            var cached = decided.getIfPresent(canonical);
            return cached == null ? ask(canonical) : Mono.just(cached);
        });
    }

    private Mono<Decision> ask(Bytes canonical) {
        return engine.evaluate(PolicyEngine.Entrypoint.DECISION, canonical.toArray())
                .timeout(limit)
                .map(answer -> answers.read(answer, hash(canonical)))
                .map(floor::applyTo)
                .doOnNext(decision -> decided.put(canonical, decision))
                .switchIfEmpty(Mono.error(NO_DECISION::toException))
                .onErrorMap(
                        failure -> !(failure instanceof RefusedException),
                        failure -> NO_DECISION.toException());
    }

    private static String hash(Bytes canonical) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical.toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
