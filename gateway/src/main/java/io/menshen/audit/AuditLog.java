package io.menshen.audit;

import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import reactor.core.publisher.Mono;

/** Takes records and answers when they are durable. */
public interface AuditLog {
    /**
     * The log of a command, which runs beside gateways or without one: a chain of its own, opened
     * with its first record. It takes one record after the other, and where one is not written it
     * answers the failure itself.
     *
     * @param database of the role {@code AUDIT}
     */
    static AuditLog ofCommand(ConnectionFactory database, Clock clock) {
        return new CommandChain(database, clock);
    }

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
