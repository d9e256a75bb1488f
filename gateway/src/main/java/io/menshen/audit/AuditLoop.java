package io.menshen.audit;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Runs writer and checkpoints from start to stop of the application: the one place of this module
 * that subscribes. It starts before the doors open and stops after they closed; then it writes what
 * still waits, and signs it.
 */
final class AuditLoop implements SmartLifecycle, AuditWatch {
    /** Before the doors, which start last and stop first. */
    private static final int PHASE = 0;

    private static final Duration LAST = Duration.ofSeconds(10);

    private final AuditWriter writer;
    private final Checkpoints checkpoints;
    private volatile Disposable writing = Disposables.disposed();
    private volatile Disposable signing = Disposables.disposed();

    AuditLoop(AuditWriter writer, Checkpoints checkpoints) {
        this.writer = writer;
        this.checkpoints = checkpoints;
    }

    @Override
    public void start() {
        writing = writer.run().subscribe();
        signing = checkpoints.run().subscribe();
    }

    @Override
    public void stop(Runnable stopped) {
        signing.dispose();
        writer.drain()
                .then(writer.last())
                .then(Mono.defer(checkpoints::last))
                .timeout(LAST)
                .onErrorComplete()
                .doFinally(_ -> {
                    stop();
                    stopped.run();
                })
                .subscribe();
    }

    @Override
    public void stop() {
        signing.dispose();
        writing.dispose();
        writer.stop();
    }

    @Override
    public boolean isRunning() {
        return !writing.isDisposed();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public AuditState state() {
        return new AuditState(
                writer.meters().degradedSince(),
                writer.meters().lastError(),
                writer.meters().lastCommit(),
                checkpoints.newest(),
                checkpoints.anchoring());
    }
}
