package io.menshen.benchmarks.bare;

import io.menshen.audit.AuditLog;
import io.menshen.audit.AuditReceipt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/**
 * The gateway with an audit that acknowledges at once and keeps nothing: what it answers faster is
 * what the durable record costs. It exists for this comparison; the product has no such switch.
 */
public final class AcknowledgingGateway {
    private AcknowledgingGateway() {}

    /** Starts it. */
    public static void main(String[] arguments) {
        ChangedGateway.run(arguments, AuditLog.class, _ -> audit());
    }

    private static AuditLog audit() {
        var chain = UUID.randomUUID();
        var last = new AtomicLong();
        return _ -> Mono.fromSupplier(() -> new AuditReceipt(chain, last.incrementAndGet()));
    }
}
