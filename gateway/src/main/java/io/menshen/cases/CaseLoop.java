package io.menshen.cases;

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
    private final Duration look;
    private volatile Disposable running = Disposables.disposed();
    // What was said last, so that a fault of an hour is one line.
    private volatile String said = "";

    CaseLoop(CaseWatch watch, Duration look) {
        this.watch = watch;
        this.look = look;
    }

    @Override
    public void start() {
        running = Mono.defer(this::once).repeat().subscribe();
    }

    /** Completes when it is time to look again. */
    private Mono<Long> once() {
        return watch.look()
                .doOnSuccess(_ -> say(""))
                .onErrorResume(failure -> {
                    say(failure.toString());
                    return Mono.empty();
                })
                .then(Mono.delay(look));
    }

    private void say(String what) {
        if (!what.equals(said) && !what.isEmpty()) {
            LOG.warn("cases not counted, what was counted last stands: {}", what);
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
