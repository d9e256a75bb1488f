package io.menshen.upkeep;

import io.menshen.journal.JournalAlteredException;
import io.menshen.journal.ReplayGate;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Compares journal and database from start to stop of the application, and at once where an entry
 * is known to be missing; takes changed keysets; forgets once a day; records each policy that comes
 * into force.
 */
final class UpkeepLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(UpkeepLoop.class);
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final JournalWatch watch;
    private final ReplayGate gate;
    private final Every every;
    private final Forgetting forgetting;
    private final KeysetWatch keysets;
    private final PolicyRecords policies;
    private volatile Disposable running = Disposables.disposed();
    // What was said last, so that a fault of an hour is one line.
    private volatile String said = "";
    private volatile String saidOfKeys = "";

    /** How often journal and keysets are looked at. */
    record Every(Duration journal, Duration keysets) {}

    UpkeepLoop(
            JournalWatch watch,
            ReplayGate gate,
            Every every,
            Forgetting forgetting,
            KeysetWatch keysets,
            PolicyRecords policies) {
        this.watch = watch;
        this.gate = gate;
        this.every = every;
        this.forgetting = forgetting;
        this.keysets = keysets;
        this.policies = policies;
    }

    @Override
    public void start() {
        running =
                Disposables.composite(
                        // Nobody is served before this process told which keysets it has.
                        Mono.defer(keysets::look)
                                .onErrorComplete()
                                .thenMany(Mono.defer(this::look).repeat())
                                .subscribe(),
                        Mono.delay(every.keysets())
                                .thenMany(Mono.defer(this::lookAtKeys).repeat())
                                .subscribe(),
                        Mono.defer(this::forget).repeat().subscribe(),
                        policies.run().subscribe());
    }

    /** Completes when it is time to look again. */
    private Mono<Boolean> look() {
        var disturbed = gate.disturbed();
        return watch.look()
                .doOnNext(this::looked)
                .then(Mono.firstWithSignal(disturbed, Mono.delay(every.journal()).hasElement()))
                .onErrorResume(failure -> {
                    failed(failure);
                    return Mono.delay(AGAIN).hasElement();
                });
    }

    /** Completes when it is time to look at the keysets again. */
    private Mono<Long> lookAtKeys() {
        return keysets.look()
                .doOnSuccess(_ -> sayOfKeys(""))
                .then(Mono.delay(every.keysets()))
                .onErrorResume(failure -> {
                    sayOfKeys(failure.toString());
                    return Mono.delay(every.keysets());
                });
    }

    /** A keyset's fault names files and the key service, never a key. */
    private void sayOfKeys(String what) {
        if (!what.equals(saidOfKeys) && !what.isEmpty()) {
            LOG.error("keysets not looked at, those that are open serve on: {}", what);
        }
        saidOfKeys = what;
    }

    /** Completes when it is time to forget again. */
    private Mono<Long> forget() {
        return forgetting
                .run()
                .doOnNext(gone -> LOG.info("{} answers, counts and values forgotten", gone))
                .then(Mono.delay(DAY))
                .onErrorResume(failure -> {
                    LOG.warn("nothing forgotten: {}", failure.toString());
                    return Mono.delay(HOUR);
                });
    }

    private void looked(long broughtIn) {
        if (broughtIn > 0) {
            LOG.warn("journal: {} entries brought in", broughtIn);
        }
        say(watch.isLost() ? "the journal cannot be read: nothing can be revoked" : "");
    }

    private void failed(Throwable failure) {
        if (failure instanceof JournalAlteredException) {
            say("ALARM nobody is served: " + failure.getMessage());
        } else {
            say("journal and database not compared: " + failure);
        }
    }

    private void say(String what) {
        if (!what.equals(said) && !what.isEmpty()) {
            LOG.error("{}", what);
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
