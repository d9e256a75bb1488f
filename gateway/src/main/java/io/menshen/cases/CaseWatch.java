package io.menshen.cases;

import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Effect;
import io.menshen.kernel.Health;
import io.menshen.kernel.HealthPart;
import io.menshen.kernel.Metric;
import io.menshen.policy.Policies;
import io.menshen.telemetry.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Reminds of deadlines: counts the cases whose last day is five, two and one working days ahead,
 * and those that are past it. The gateway serves on all the same.
 */
final class CaseWatch implements HealthPart {
    private static final List<Integer> AHEAD = List.of(1, 2, 5);

    private final CaseReads reads;
    private final Policies policies;
    private final Clock clock;
    private final Instant started;
    private volatile @Nullable Seen seen;

    CaseWatch(CaseReads reads, Policies policies, Clock clock) {
        this.reads = reads;
        this.policies = policies;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** What the last look found, and since when it means what it does. */
    private record Seen(CaseCounts counts, Instant since) {
        /** The most pressing of it; empty where nothing presses. */
        String code() {
            if (counts.overdue() > 0) {
                return "case_overdue";
            }
            return counts.in1() > 0 ? "case_due_within_1_day" : "";
        }
    }

    /** One gauge a standing. */
    void tell(MeterRegistry meters) {
        gauge(meters, "open", CaseCounts::alive);
        gauge(meters, "due_in_5", CaseCounts::in5);
        gauge(meters, "due_in_2", CaseCounts::in2);
        gauge(meters, "due_in_1", CaseCounts::in1);
        gauge(meters, "overdue", CaseCounts::overdue);
    }

    private void gauge(MeterRegistry meters, String standing, ToLongFunction<CaseCounts> count) {
        Meters.gauge(meters, Metric.CASES, () -> number(count), standing);
    }

    private double number(ToLongFunction<CaseCounts> count) {
        var last = seen;
        return last == null ? Double.NaN : count.applyAsLong(last.counts());
    }

    /** Counts once. */
    Mono<Void> look() {
        return Mono.defer(
                        () -> {
                            var today = BusinessDay.today(clock);
                            var calendar = policies.current().catalog().workCalendar();
                            var ends =
                                    AHEAD.stream()
                                            .map(days -> calendar.after(today, days))
                                            .toList();
                            return reads.counts(today, ends);
                        })
                .doOnNext(this::keep)
                .then();
    }

    private void keep(CaseCounts counts) {
        var before = seen;
        var now = new Seen(counts, clock.instant());
        seen =
                before != null && before.code().equals(now.code())
                        ? new Seen(counts, before.since())
                        : now;
    }

    @Override
    public String name() {
        return "cases";
    }

    @Override
    public boolean required() {
        return false;
    }

    @Override
    public Health health() {
        return Stream.ofNullable(seen)
                .filter(last -> !last.code().isEmpty())
                .map(last ->
                        Health.degraded(last.since(), last.code())
                                .meaning(Effect.NONE, Effect.NONE))
                .findFirst()
                .orElseGet(() -> Health.up(started));
    }
}
