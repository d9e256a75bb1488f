package io.menshen.decision;

import io.menshen.kernel.Metric;
import io.menshen.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts decisions by their outcome and first reason, and how often the cache knew them. */
final class DecisionMeters {
    /** Reasons come from an engine: whatever it answers, the series stay few. */
    private static final int REASONS = 64;

    private final MeterRegistry meters;
    private final Counter hits;
    private final Counter misses;
    private final Counter evictions;
    private final Counter permits;
    private final Counter failures;
    private final Map<String, Counter> denials = new ConcurrentHashMap<>();

    DecisionMeters(MeterRegistry meters) {
        this.meters = meters;
        this.hits = counter(Metric.DECISION_CACHE, "hit");
        this.misses = counter(Metric.DECISION_CACHE, "miss");
        this.evictions = counter(Metric.DECISION_EVICTED);
        this.permits = counter(Metric.DECISIONS, "permit", "none");
        this.failures = counter(Metric.DECISIONS, "unavailable", "policy_unavailable");
    }

    /** Counts nothing. */
    static DecisionMeters none() {
        return new DecisionMeters(new CompositeMeterRegistry());
    }

    private Counter counter(Metric metric, String... values) {
        return Meters.counter(meters, metric, values);
    }

    void hit() {
        hits.increment();
    }

    void miss() {
        misses.increment();
    }

    void evicted() {
        evictions.increment();
    }

    void failed() {
        failures.increment();
    }

    void decided(Decision decision) {
        switch (decision) {
            case Decision.Permit permit -> permits.increment();
            case Decision.Deny deny -> denial(deny.reasons().getFirst()).increment();
        }
    }

    private Counter denial(String reason) {
        var known = denials.containsKey(reason) || denials.size() < REASONS ? reason : "other";
        return denials.computeIfAbsent(known, code -> counter(Metric.DECISIONS, "deny", code));
    }
}
