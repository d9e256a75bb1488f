package io.menshen.policy;

import io.menshen.kernel.Metric;
import io.menshen.telemetry.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Times every evaluation of an engine. */
final class MeasuredEngine implements PolicyEngine {
    private final PolicyEngine engine;
    private final MeterRegistry meters;
    private final EngineWatch watch;
    private final Timer answered;
    private final Timer failed;

    MeasuredEngine(
            PolicyEngine engine,
            PolicyProperties.Engine kind,
            MeterRegistry meters,
            EngineWatch watch) {
        this.engine = engine;
        this.meters = meters;
        this.watch = watch;
        this.answered = timer(kind, "answered");
        this.failed = timer(kind, "failed");
    }

    private Timer timer(PolicyProperties.Engine kind, String outcome) {
        var engineKind = kind.name().toLowerCase(Locale.ROOT);
        return Meters.timer(meters, Metric.POLICY_EVALUATION, engineKind, outcome);
    }

    @Override
    public Mono<byte[]> evaluate(Entrypoint entrypoint, byte[] input) {
        return measured(engine.evaluate(entrypoint, input));
    }

    @Override
    public Mono<byte[]> evaluate(Entrypoint entrypoint, byte[] input, Duration limit) {
        return measured(engine.evaluate(entrypoint, input, limit));
    }

    /** Who goes away before the answer is not counted: that tells nothing of the engine. */
    private Mono<byte[]> measured(Mono<byte[]> evaluation) {
        return Mono.defer(() -> {
            var sample = Timer.start(meters);
            return evaluation
                    .doOnSuccess(answer ->
                            stop(sample, answer == null ? NoSuchElementException.class : null))
                    .doOnError(failure -> stop(sample, failure.getClass()));
        });
    }

    private void stop(Timer.Sample sample, @Nullable Class<? extends Throwable> error) {
        sample.stop(error == null ? answered : failed);
        if (error == null) {
            watch.answered();
        } else {
            watch.failed(error);
        }
    }
}
