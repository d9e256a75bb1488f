package io.menshen.kernel;

import java.util.List;

/** The tags of each metric; beside the enum, whose constants must not change. */
final class MetricTags {
    private static final MetricTag DOOR = tag("door", "api", "public", "staff", "management");
    private static final MetricTag STATUS = tag("status", "2xx", "3xx", "4xx", "5xx", "cut");
    private static final MetricTag RESULT = tag("result", "hit", "miss");
    private static final MetricTag DECIDED = tag("outcome", "permit", "deny", "unavailable");
    private static final MetricTag REASON = MetricTag.codes("reason");
    private static final MetricTag ENGINE = tag("engine", "embedded", "server");
    private static final MetricTag ANSWERED = tag("outcome", "answered", "failed");
    private static final MetricTag ALTERED =
            tag("store", "subject", "identity", "sensitive", "profile", "token", "cases");
    private static final MetricTag STANDING =
            tag("standing", "open", "due_in_5", "due_in_2", "due_in_1", "overdue");
    private static final MetricTag KEPT = tag("store", "identity", "sensitive", "profile");
    private static final MetricTag PRESENTED = tag("by", "token", "identifier");
    private static final MetricTag READ =
            tag("store", "subject", "index", "identity", "sensitive", "profile", "caps");
    private static final MetricTag ROLE =
            tag(
                    "role",
                    "subject",
                    "identity",
                    "sensitive",
                    "profile",
                    "audit",
                    "token",
                    "quota",
                    "cases",
                    "intake",
                    "erasure");
    private static final MetricTag ACQUIRED = tag("outcome", "acquired", "failed");
    private static final MetricTag STATE = tag("state", "in_use", "idle");
    private static final MetricTag KEEPER = tag("keeper", "redis", "instance");
    private static final MetricTag SPENT = tag("outcome", "granted", "refused");
    private static final MetricTag SENT =
            tag("outcome", "taken", "refused", "unreachable", "dropped");
    private static final MetricTag PART =
            tag(
                    "part",
                    "policy",
                    "engine",
                    "database",
                    "audit",
                    "journal",
                    "caps",
                    "keys",
                    "epoch",
                    "expiries",
                    "cases");

    private static final MetricTag PUSHED = tag("outcome", "delivered", "failed", "dead");

    private MetricTags() {}

    private static MetricTag tag(String name, String... values) {
        return MetricTag.of(name, values);
    }

    static List<MetricTag> of(Metric metric) {
        return switch (metric) {
            case REQUESTS -> List.of(DOOR, STATUS);
            case IN_FLIGHT, SHED -> List.of(DOOR);
            case TOKEN_CACHE, DECISION_CACHE -> List.of(RESULT);
            case DECISIONS -> List.of(DECIDED, REASON);
            case POLICY_EVALUATION -> List.of(ENGINE, ANSWERED);
            case INTEGRITY_ALARM -> List.of(ALTERED);
            case NOBODY -> List.of(PRESENTED);
            case STORE_READ -> List.of(READ);
            case POOL_ACQUIRE -> List.of(ROLE, ACQUIRED);
            case POOL_CONNECTIONS -> List.of(ROLE, STATE);
            case POOL_WAITING -> List.of(ROLE);
            case CAPS -> List.of(KEEPER, SPENT);
            case TEXTS -> List.of(SENT);
            case HEALTH -> List.of(PART);
            case CASES -> List.of(STANDING);
            case RETENTION_DUE, RETENTION_OLDEST -> List.of(KEPT);
            case EVENTS_PUSHED -> List.of(PUSHED);
            case DECISION_EVICTED, READY, EPOCH_AGE, EVENTS_UNACKNOWLEDGED -> List.of();
            case POLICY_REVISION, POLICY_AGE, POLICY_EXPIRES -> List.of();
            case AUDIT_COMMIT, AUDIT_BATCH, AUDIT_PENDING -> List.of();
            case AUDIT_FAILED, AUDIT_CHECKPOINT -> List.of();
        };
    }
}
