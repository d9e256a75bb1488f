package io.menshen.audit;

import reactor.core.publisher.Mono;

/** Takes records and answers when they are durable. */
public interface AuditLog {
    /**
     * Appends a record.
     *
     * @param entry what happened
     * @return the place of the record, once the batch that holds it is committed; or a {@link
     *     io.menshen.kernel.RefusedException}: {@code OVERLOADED} where too many records wait,
     *     {@code AUDIT_UNAVAILABLE} where the commit failed or is not known to have succeeded
     */
    Mono<AuditReceipt> append(AuditRecord entry);
}
