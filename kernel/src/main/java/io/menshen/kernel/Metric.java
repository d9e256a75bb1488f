package io.menshen.kernel;

import java.util.List;

/** Every metric that Menshen publishes, with its tags. A tag never holds a value from a request. */
public enum Metric {
    DECISIONS("menshen.decisions", "outcome", "reason"),
    DECISION_CACHE("menshen.decision.cache", "result"),
    POLICY_EVALUATION("menshen.policy.evaluation", "engine", "outcome"),
    POLICY_REVISION("menshen.policy.revision"),
    AUDIT_COMMIT("menshen.audit.commit"),
    AUDIT_BATCH("menshen.audit.batch"),
    AUDIT_PENDING("menshen.audit.pending"),
    INTEGRITY_ALARM("menshen.integrity.alarm", "store"),
    COALESCED_READ("menshen.store.read", "store"),
    CAP_REFUSED("menshen.cap.refused", "cap"),
    SHED("menshen.shed"),
    TOKEN_CACHE("menshen.token.cache", "result");

    private final String id;
    private final String tags;

    Metric(String id, String... tags) {
        this.id = id;
        this.tags = String.join(" ", tags);
    }

    /** The name under which it is registered. */
    public String id() {
        return id;
    }

    /** The names of its tags, in order. */
    public List<String> tags() {
        return tags.isEmpty() ? List.of() : List.of(tags.split(" ", -1));
    }
}
