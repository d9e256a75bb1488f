package io.menshen.login;

import io.menshen.connectors.DeliveryException;
import io.menshen.connectors.DeliveryException.Kind;
import io.menshen.connectors.TextMessage;
import io.menshen.connectors.Texts;
import io.menshen.kernel.Metric;
import io.menshen.kernel.Personal;
import io.menshen.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.concurrent.Queues;
import reactor.util.retry.Retry;

/**
 * Codes on their way out: nobody waits for them, so that an answer takes no longer where a message
 * is sent. The queue is bounded and lost with the process; whoever gets none asks for another.
 */
final class TextQueue implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TextQueue.class);
    private static final int MOST = 1024;
    private static final int AT_ONCE = 16;
    private static final int AGAIN = 2;
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private final Texts texts;
    private final Way way;
    private final MeterRegistry meters;
    private final Sinks.Many<TextMessage> waiting =
            Sinks.many().unicast().onBackpressureBuffer(Queues.<TextMessage>get(MOST).get());
    private volatile Disposable sending = Disposables.disposed();

    /** Whether there is a way out. */
    enum Way {
        OPEN,
        NONE
    }

    TextQueue(Texts texts, Way way, MeterRegistry meters) {
        this.texts = texts;
        this.way = way;
        this.meters = meters;
        // Each stands at 0 from the start: of one that appears at 1 no increase is seen.
        Metric.TEXTS.tags().getFirst().values().forEach(this::counter);
    }

    private Counter counter(String outcome) {
        return Meters.counter(meters, Metric.TEXTS, outcome);
    }

    boolean areSent() {
        return way == Way.OPEN;
    }

    /** One text to a number; one that finds no room is dropped, and told in the log. */
    void add(Personal<String> number, Personal<String> text) {
        if (!emitted(new TextMessage(UUID.randomUUID(), number, text))) {
            LOG.warn("a code was not sent: too many wait");
            counter("dropped").increment();
        }
    }

    private synchronized boolean emitted(TextMessage message) {
        return waiting.tryEmitNext(message).isSuccess();
    }

    private Flux<Void> run() {
        return waiting.asFlux().publishOn(Schedulers.parallel()).flatMap(this::sent, AT_ONCE);
    }

    private Mono<Void> sent(TextMessage message) {
        return texts.send(message)
                .retryWhen(Retry.backoff(AGAIN, BETWEEN).filter(TextQueue::mayBeTaken))
                .doOnSuccess(_ -> counter("taken").increment())
                .onErrorResume(this::lost);
    }

    private Mono<Void> lost(Throwable failure) {
        var kind = mayBeTaken(failure) ? "unreachable" : "refused";
        LOG.warn("a code was not sent: {}", kind);
        counter(kind).increment();
        return Mono.empty();
    }

    /** The last of several tries stands as the cause of their end. */
    private static boolean mayBeTaken(Throwable failure) {
        var last = failure.getCause() == null ? failure : failure.getCause();
        return last instanceof DeliveryException known && known.kind() == Kind.UNREACHABLE;
    }

    @Override
    public void start() {
        sending = run().subscribe();
    }

    @Override
    public void stop() {
        sending.dispose();
    }

    @Override
    public boolean isRunning() {
        return !sending.isDisposed();
    }
}
