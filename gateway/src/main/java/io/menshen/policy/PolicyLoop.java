package io.menshen.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Looks at the bundle, and fetches it where there is a server of bundles, from start to stop of the
 * application, on a thread of its own: the one place of this module that subscribes.
 */
final class PolicyLoop implements SmartLifecycle {
    /** A look, a request, its answer and their timers. */
    private static final int WAITING = 16;

    private final PolicyLoader loader;
    private final Duration poll;
    private final @Nullable BundleFetch fetch;
    private final Duration fetchPoll;
    private volatile Disposable running = Disposables.disposed();

    PolicyLoop(PolicyLoader loader, Duration poll) {
        this(loader, poll, null, poll);
    }

    /**
     * A loop.
     *
     * @param fetch null where bundles are not fetched
     */
    PolicyLoop(
            PolicyLoader loader, Duration poll, @Nullable BundleFetch fetch, Duration fetchPoll) {
        this.loader = loader;
        this.poll = poll;
        this.fetch = fetch;
        this.fetchPoll = fetchPoll;
    }

    @Override
    public void start() {
        var thread = Schedulers.newBoundedElastic(1, WAITING, "policy", 60, true);
        var checks =
                Flux.interval(poll, thread)
                        .onBackpressureDrop()
                        .doOnNext(tick -> loader.check())
                        .subscribe();
        running = Disposables.composite(checks, fetches(thread).subscribe(), thread);
    }

    private Flux<Void> fetches(Scheduler thread) {
        var from = fetch;
        if (from == null) {
            return Flux.empty();
        }
        return Flux.interval(Duration.ZERO, fetchPoll, thread)
                .onBackpressureDrop()
                .concatMap(_ -> fetched(from, thread), 1);
    }

    /** One request; whatever becomes of it, the next one comes. */
    private Mono<Void> fetched(BundleFetch from, Scheduler thread) {
        return from.ask()
                .subscribeOn(thread)
                .publishOn(thread)
                .doOnNext(fetched -> {
                    if (loader.take(fetched.archive())) {
                        from.took(fetched);
                    }
                })
                .switchIfEmpty(Mono.fromRunnable(loader::fetchedNothingNew))
                .onErrorResume(failure -> Mono.fromRunnable(() -> loader.notFetched(failure)))
                .then();
    }

    @Override
    public void stop() {
        running.dispose();
        if (fetch != null) {
            fetch.close();
        }
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
