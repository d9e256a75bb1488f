package io.menshen.web;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;

/**
 * The keys of one issuer, fetched again every five minutes, and earlier for a key id that is not
 * known, but not within ten seconds. All who need a fetch wait for the one that runs. While the
 * issuer does not answer, the last keys are good for an hour.
 */
final class IssuerKeys {
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration STALE = Duration.ofHours(1);
    private static final Duration LONGEST_FETCH = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT_WITH_KEYS = Duration.ofSeconds(2);

    /**
     * Keys as they were fetched.
     *
     * @param generation differs once the keys differ
     */
    record Keys(List<JWK> keys, long generation, Instant fetched) {
        boolean knows(String kid) {
            return keys.stream().anyMatch(key -> kid.equals(key.getKeyID()));
        }

        JWKSet set() {
            return new JWKSet(keys);
        }
    }

    private final KeySource source;
    private final Clock clock;
    private final AtomicReference<Keys> held =
            new AtomicReference<>(new Keys(List.of(), 0, Instant.MIN));
    private final AtomicReference<Instant> tried = new AtomicReference<>(Instant.MIN);
    private final AtomicBoolean running = new AtomicBoolean();
    private final Mono<Keys> fetching;

    IssuerKeys(KeySource source, Clock clock) {
        this.source = source;
        this.clock = clock;
        this.fetching = Mono.defer(this::fetch).flux().share().next();
    }

    /** The keys in force; errors where there are none to be had. */
    Mono<Keys> current() {
        return Mono.defer(() -> older(held.get().fetched(), FRESH) ? refreshed() : known());
    }

    /** The keys after looking again for one that was not among them. */
    Mono<Keys> refreshed() {
        return Mono.defer(() -> running.get() || older(tried.get(), PAUSE) ? awaited() : known())
                .onErrorResume(e -> stale() ? Mono.error(e) : known())
                .filter(_ -> !stale())
                .switchIfEmpty(Mono.error(IssuerKeys::none));
    }

    private Mono<Keys> awaited() {
        return stale() ? fetching : fetching.timeout(LONGEST_WAIT_WITH_KEYS);
    }

    private Mono<Keys> known() {
        var keys = held.get();
        return keys.keys().isEmpty() ? Mono.error(none()) : Mono.just(keys);
    }

    private Mono<Keys> fetch() {
        tried.set(clock.instant());
        running.set(true);
        return source.fetch()
                .timeout(LONGEST_FETCH)
                .map(this::hold)
                .doFinally(_ -> running.set(false));
    }

    private Keys hold(List<JWK> keys) {
        var now = clock.instant();
        return held.updateAndGet(
                old -> new Keys(keys, old.generation() + (old.keys().equals(keys) ? 0 : 1), now));
    }

    private boolean stale() {
        return older(held.get().fetched(), STALE);
    }

    private static IllegalStateException none() {
        return new IllegalStateException("no keys of the issuer");
    }

    /** Also where the clock was set back behind the instant. */
    private boolean older(Instant instant, Duration age) {
        var now = clock.instant();
        return instant.equals(Instant.MIN)
                || now.isAfter(instant.plus(age))
                || now.isBefore(instant);
    }
}
