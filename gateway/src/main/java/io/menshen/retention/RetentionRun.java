package io.menshen.retention;

import reactor.core.publisher.Mono;

/** What a gateway does of retention: all that is due, and then a look at what is left. */
public final class RetentionRun {
    private final Retention retention;
    private final Mono<Long> finish;
    private final RetentionMeters meters;

    /**
     * Runs of it.
     *
     * @param finish ends those of whom a law keeps nothing any more
     */
    RetentionRun(Retention retention, Mono<Long> finish, RetentionMeters meters) {
        this.retention = retention;
        this.finish = finish;
        this.meters = meters;
    }

    /**
     * Runs once.
     *
     * @return how many values went
     */
    public Mono<Long> once() {
        return retention
                .run()
                .reduce(Purged.NOTHING, Purged::and)
                .map(Purged::values)
                .delayUntil(_ -> finish)
                .flatMap(gone -> look().thenReturn(gone))
                .onErrorResume(failure -> look().then(Mono.error(failure)));
    }

    private Mono<Void> look() {
        return retention.overdue().doOnNext(meters::found).then();
    }
}
