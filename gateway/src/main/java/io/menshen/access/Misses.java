package io.menshen.access;

import io.menshen.kernel.Metric;
import io.menshen.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what was presented and leads to nobody: who tries tokens or identifiers one after the
 * other is seen by it. Whose they were is in the audit, never in a tag.
 */
final class Misses {
    private final Counter tokens;
    private final Counter identifiers;

    /** Both counters stand at 0 from the start: of one that appears at 1 no increase is seen. */
    Misses(MeterRegistry meters) {
        tokens = Meters.counter(meters, Metric.NOBODY, "token");
        identifiers = Meters.counter(meters, Metric.NOBODY, "identifier");
    }

    /** A token that is none of the caller's: forged, altered, unknown, of another scope. */
    void byToken() {
        tokens.increment();
    }

    /** An identifier whose answer is that there is nobody, whatever the reason. */
    void byIdentifier() {
        identifiers.increment();
    }
}
