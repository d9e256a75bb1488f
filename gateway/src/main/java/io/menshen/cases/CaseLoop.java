package io.menshen.cases;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Counts cases from start to stop of the application. */
final class CaseLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(CaseLoop.class);

    private final CaseWatch watch;
    private final Copies copies;
    private final Clock clock;
    private final Duration look;
    private volatile Disposable running = Disposables.disposed();
    // What was said last, so that a fault of an hour is one line.
    private volatile String said = "";

    CaseLoop(CaseWatch watch, Copies copies, Duration look, Clock clock) {
        this.watch = watch;
        this.copies = copies;
        this.clock = clock;
        this.look = look;
    }

    @Override
    public void start() {
        running = Mono.defer(this::once).repeat().subscribe();
    }

    /** Completes when it is time to look again. */
    private Mono<Long> once() {
        return Mono.whenDelayError(
                        watch.look(), Mono.defer(() -> copies.forgetPast(clock.instant())))
                .doOnSuccess(_ -> say(""))
                .onErrorResume(failure -> {
                    say(failure.toString());
                    return Mono.empty();
                })
                .then(Mono.delay(look));
    }

    private void say(String what) {
        if (!what.equals(said) && !what.isEmpty()) {
            LOG.warn("cases not counted or copies not forgotten, which is tried again: {}", what);
        }
        said = what;
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
