package io.menshen.audit;

/** What health and operators look at. */
public interface AuditWatch {
    /** How the audit fares now; it takes no query. */
    AuditState state();
}
