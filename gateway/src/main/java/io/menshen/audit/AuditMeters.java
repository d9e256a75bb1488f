package io.menshen.audit;

import io.menshen.kernel.Metric;
import io.menshen.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the writer tells of its commits: metrics, the moments for health, and one line of log. */
final class AuditMeters {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);

    private final Clock clock;
    private final MeterRegistry registry;
    private final Timer commits;
    private final DistributionSummary batches;
    private final Counter failures;
    private volatile @Nullable Instant degradedSince;
    private volatile @Nullable Instant lastCommit;
    private volatile @Nullable Class<? extends Throwable> lastError;

    AuditMeters(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        this.registry = registry;
        this.commits = Meters.timer(registry, Metric.AUDIT_COMMIT);
        this.batches = Meters.summary(registry, Metric.AUDIT_BATCH);
        this.failures = Meters.counter(registry, Metric.AUDIT_FAILED);
    }

    /** The age of the newest checkpoint that was seen. */
    void checkpoint(Supplier<@Nullable Instant> newest) {
        Meters.gauge(registry, Metric.AUDIT_CHECKPOINT, () -> age(newest.get()));
    }

    private double age(@Nullable Instant moment) {
        return moment == null
                ? Double.NaN
                : Duration.between(moment, clock.instant()).toMillis() / 1e3;
    }

    void pending(Supplier<Number> waiting) {
        Meters.gauge(registry, Metric.AUDIT_PENDING, waiting);
    }

    void committed(int records, long nanos) {
        commits.record(Duration.ofNanos(nanos));
        batches.record(records);
        lastCommit = clock.instant();
        if (degradedSince != null) {
            degradedSince = null;
            LOG.info("The audit commits again");
        }
    }

    /** Told once for each time that commits fail, not once for each commit. */
    void failed(Throwable cause) {
        failures.increment();
        lastError = cause.getClass();
        if (degradedSince == null) {
            degradedSince = clock.instant();
            LOG.error(
                    "The audit does not commit, every use is refused: {}",
                    cause.getClass().getSimpleName());
        }
    }

    @Nullable Instant degradedSince() {
        return degradedSince;
    }

    /** The class of the error that a commit last failed with; null before the first. */
    @Nullable Class<? extends Throwable> lastError() {
        return lastError;
    }

    @Nullable Instant lastCommit() {
        return lastCommit;
    }
}
