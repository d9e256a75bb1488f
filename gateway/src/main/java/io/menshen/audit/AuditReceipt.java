package io.menshen.audit;

import java.util.UUID;

/**
 * Where a durable record stands.
 *
 * @param chain the chain of this process start
 * @param seq its place in the chain, from 1
 */
public record AuditReceipt(UUID chain, long seq) {}
