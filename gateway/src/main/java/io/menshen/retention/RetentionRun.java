package io.menshen.retention;

import reactor.core.publisher.Mono;

/** What a gateway does of retention: all that is due, and then a look at what is left. */
public final class RetentionRun {
    private final Retention retention;
    private final RetentionMeters meters;

    RetentionRun(Retention retention, RetentionMeters meters) {
        this.retention = retention;
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
                .flatMap(gone -> look().thenReturn(gone))
                .onErrorResume(failure -> look().then(Mono.error(failure)));
    }

    private Mono<Void> look() {
        return retention.overdue().doOnNext(meters::found).then();
    }
}
