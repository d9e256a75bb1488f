package io.menshen.kernel;

import java.util.List;

/**
 * Every metric that Menshen publishes; none is made from anything else (docs/metrics.md is written
 * from here). A tag never holds a value from a request.
 */
public enum Metric {
    REQUESTS(
            Kind.TIMER,
            "menshen.requests",
            "",
            "Requests with their answers, by door and class of status; cut: the answer was not finished."),
    IN_FLIGHT(Kind.GAUGE, "menshen.in.flight", "requests", "Requests in hand at a door."),
    SHED(
            Kind.COUNTER,
            "menshen.shed",
            "",
            "Requests refused because too many were in hand at the door, or because it closes."),
    TOKEN_CACHE(
            Kind.COUNTER,
            "menshen.token.cache",
            "",
            "Access tokens that were verified before (hit) or anew (miss)."),
    DECISIONS(
            Kind.COUNTER,
            "menshen.decisions",
            "",
            "Decisions by outcome and first reason; unavailable: there was no decision, so a refusal."),
    DECISION_CACHE(
            Kind.COUNTER,
            "menshen.decision.cache",
            "",
            "Decisions that were known (hit) or asked of the engine (miss)."),
    DECISION_EVICTED(
            Kind.COUNTER,
            "menshen.decision.evicted",
            "",
            "Decisions that the cache forgot for want of room."),
    POLICY_EVALUATION(
            Kind.TIMER, "menshen.policy.evaluation", "", "Evaluations of the policy's engine."),
    POLICY_REVISION(
            Kind.GAUGE, "menshen.policy.revision", "", "The revision of the policy in force."),
    POLICY_AGE(
            Kind.GAUGE,
            "menshen.policy.age",
            "seconds",
            "How long that revision has been in force in this process."),
    POLICY_EXPIRES(
            Kind.GAUGE,
            "menshen.policy.expires",
            "days",
            "Days until the next entry of the registries expires, below 0 after it did; not a number where none does."),
    AUDIT_COMMIT(Kind.TIMER, "menshen.audit.commit", "", "Commits of audit records."),
    AUDIT_BATCH(Kind.SUMMARY, "menshen.audit.batch", "records", "Records of one commit."),
    AUDIT_PENDING(
            Kind.GAUGE, "menshen.audit.pending", "records", "Records that wait for their commit."),
    AUDIT_FAILED(
            Kind.COUNTER,
            "menshen.audit.failed",
            "",
            "Commits of audit records that failed; every use in them was refused."),
    AUDIT_CHECKPOINT(
            Kind.GAUGE,
            "menshen.audit.checkpoint.age",
            "seconds",
            "Age of the newest checkpoint of the audit that was seen; not a number before the first."),
    INTEGRITY_ALARM(
            Kind.COUNTER,
            "menshen.integrity.alarm",
            "",
            "Rows that were changed behind the gateway's back and withheld."),
    NOBODY(
            Kind.COUNTER,
            "menshen.nobody",
            "",
            "Uses refused because what was presented leads to nobody: a token that is none of the caller's, or an identifier."),
    STORE_READ(
            Kind.SUMMARY,
            "menshen.store.read",
            "keys",
            "Keys that one coalesced read of a store asked for."),
    POOL_ACQUIRE(
            Kind.TIMER,
            "menshen.pool.acquire",
            "",
            "Waits for a connection to the database, by role."),
    POOL_CONNECTIONS(
            Kind.GAUGE,
            "menshen.pool.connections",
            "connections",
            "Connections to the database, by role."),
    POOL_WAITING(
            Kind.GAUGE,
            "menshen.pool.waiting",
            "uses",
            "Uses that wait for a connection, by role."),
    CAPS(
            Kind.COUNTER,
            "menshen.caps",
            "",
            "Uses counted against the caps, by Redis or by this instance alone."),
    TEXTS(
            Kind.COUNTER,
            "menshen.texts",
            "",
            "Codes for people by what became of them: taken, refused or not answered by the other side, dropped for want of room."),
    EPOCH_AGE(
            Kind.GAUGE,
            "menshen.epoch.age",
            "seconds",
            "How long ago the key of the present epoch was made; not a number where that is not known."),
    RETENTION_DUE(
            Kind.GAUGE,
            "menshen.retention.due",
            "values",
            "Values past their time that no hold keeps, as the last daily run left them; not a number before it."),
    RETENTION_OLDEST(
            Kind.GAUGE,
            "menshen.retention.oldest",
            "seconds",
            "How long the oldest of them is past its time; 0 where there is none."),
    EVENTS_PUSHED(
            Kind.COUNTER,
            "menshen.events.pushed",
            "",
            "Events that were sent to other systems, by what became of them."),
    EVENTS_UNACKNOWLEDGED(
            Kind.GAUGE,
            "menshen.events.unacknowledged",
            "seconds",
            "How long the oldest event waits for a system that follows events to acknowledge it; 0 where none does, not a number before the first look."),
    CASES(
            Kind.GAUGE,
            "menshen.cases",
            "cases",
            "Requests of people that are not ended: all of them, those whose last working day is near, and those past it; not a number before the first look."),
    READY(Kind.GAUGE, "menshen.ready", "", "1 while the gateway serves, else 0."),
    HEALTH(Kind.GAUGE, "menshen.health", "", "The state of a part: 2 up, 1 degraded, 0 down.");

    /** What is measured. */
    public enum Kind {
        /** A number that only grows. */
        COUNTER,
        /** A number as it is now. */
        GAUGE,
        /** How long something took, and how often. */
        TIMER,
        /** How large something was, and how often. */
        SUMMARY;

        /** The word in documents. */
        public String word() {
            return Words.of(this);
        }
    }

    private final Kind kind;
    private final String id;
    private final String unit;
    private final String meaning;

    Metric(Kind kind, String id, String unit, String meaning) {
        this.kind = kind;
        this.id = id;
        this.unit = unit;
        this.meaning = meaning;
    }

    /** What is measured. */
    public Kind kind() {
        return kind;
    }

    /** The name under which it is registered. */
    public String id() {
        return id;
    }

    /** Its unit, in the plural; empty where it has none, and for counters and timers. */
    public String unit() {
        return unit;
    }

    /** What it tells, in one sentence. */
    public String meaning() {
        return meaning;
    }

    /** Its tags, in order. */
    public List<MetricTag> tags() {
        return MetricTags.of(this);
    }
}
