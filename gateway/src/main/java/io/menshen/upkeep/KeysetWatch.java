package io.menshen.upkeep;

import io.menshen.keys.LiveKeysets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;

/** Takes changed keysets while people are served, and tells the other side that it has them. */
final class KeysetWatch {
    /** Well within the time after which a silent gateway counts as gone. */
    private static final Duration AT_LEAST = Duration.ofSeconds(Replicas.LIVING_SECONDS / 5);

    private final LiveKeysets keysets;
    private final Replicas replicas;
    private final LongSupplier nanos;
    private final UUID replica = UUID.randomUUID();
    // Touched by the one look under way only.
    private volatile String told = "";
    private volatile long toldAt;
    private volatile boolean unread;

    KeysetWatch(LiveKeysets keysets, Replicas replicas, LongSupplier nanos) {
        this.keysets = keysets;
        this.replicas = replicas;
        this.nanos = nanos;
    }

    /** Whether files or root could not be reached at the last look. */
    boolean isUnread() {
        return unread;
    }

    /** Whether they were away for so long that nothing is opened or sealed any more. */
    boolean isLost() {
        return keysets.isLost();
    }

    /**
     * Looks once, and tells what is open where that changed or some seconds went by.
     *
     * @return empty where there was nothing to tell; the fingerprint that was told
     */
    Mono<String> look() {
        return keysets.look()
                .doOnNext(_ -> unread = false)
                .doOnError(_ -> unread = true)
                // What is open is told in any case: whoever waits for another sees that it is not.
                .onErrorResume(failure ->
                        Mono.defer(() -> told(keysets.fingerprint())).then(Mono.error(failure)))
                .flatMap(this::told);
    }

    private Mono<String> told(String fingerprint) {
        var now = nanos.getAsLong();
        if (fingerprint.equals(told) && now - toldAt < AT_LEAST.toNanos()) {
            return Mono.empty();
        }
        return replicas.tell(replica, fingerprint)
                .then(
                        Mono.fromSupplier(() -> {
                            told = fingerprint;
                            toldAt = now;
                            return fingerprint;
                        }));
    }
}
