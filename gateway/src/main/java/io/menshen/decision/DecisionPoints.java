package io.menshen.decision;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.menshen.policy.PolicySnapshot;
import java.time.Duration;

/**
 * The decision point of each snapshot of the policy. A point and what it remembers go away with the
 * last request that holds its snapshot.
 */
public final class DecisionPoints {
    private final Duration limit;
    private final DecisionMeters meters;

    /** Weak keys compare by identity: two snapshots of one revision share no decision. */
    private final LoadingCache<PolicySnapshot, DecisionPoint> points =
            Caffeine.newBuilder().weakKeys().build(this::point);

    /** Points whose engines may take so long, uncounted. */
    public DecisionPoints(Duration limit) {
        this(limit, DecisionMeters.none());
    }

    DecisionPoints(Duration limit, DecisionMeters meters) {
        this.limit = limit;
        this.meters = meters;
    }

    /** The one point of that snapshot. */
    public DecisionPoint of(PolicySnapshot snapshot) {
        return points.get(snapshot);
    }

    private DecisionPoint point(PolicySnapshot snapshot) {
        var floor = Floor.of(snapshot.catalog());
        return new DecisionPoint(snapshot.engine(), snapshot.revision(), floor, limit, meters);
    }
}
