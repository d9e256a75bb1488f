package io.menshen.audit;

import io.menshen.kernel.Bytes;
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

    /**
     * Signs with the audit's Ed25519 key what is handed out, so that others can check it by the key
     * that they have already. What is signed begins with other bytes than anything of the audit.
     */
    interface Signer {
        /** The suite and the id of the key, as checkpoints name it. */
        String keyId();

        /** The public half: the 32 bytes of RFC 8032. */
        Bytes publicKey();

        /** 64 bytes. */
        Bytes sign(Bytes signed);
    }
}
