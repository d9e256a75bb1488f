package io.menshen.keys;

import io.menshen.kernel.Refusal;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The keysets of a gateway that runs. They are read anew with every look, so that a changed keyset
 * counts without a restart; what cannot be read leaves those that are open, for a bounded time.
 */
public final class LiveKeysets {
    private static final int RETRY_SECONDS = 30;

    private final KeysetFiles files;
    private final Scheduler scheduler;
    private final Duration proof;
    private final Duration lost;
    private final LongSupplier nanos;
    private volatile Open open;

    /**
     * What is open.
     *
     * @param epochMade when the present epoch's key was made
     * @param proved when the root unwrapped it last, on the clock that only goes on
     */
    private record Open(
            KeysetTexts texts,
            KeyRing ring,
            String fingerprint,
            Optional<Instant> epochMade,
            long proved) {}

    LiveKeysets(
            KeysetFiles files, KeysProperties properties, Scheduler scheduler, LongSupplier nanos)
            throws IOException, GeneralSecurityException {
        this.files = files;
        this.scheduler = scheduler;
        this.proof = properties.proof();
        this.lost = properties.lost();
        this.nanos = nanos;
        this.open = opened(files.texts(), nanos.getAsLong());
    }

    /** What the gateway does its cryptography with. */
    KeyRing ring() {
        return new LiveKeyRing(this::present);
    }

    private KeyRing present() {
        if (isLost()) {
            throw Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, RETRY_SECONDS).toException();
        }
        return open.ring();
    }

    /** Whether files or root were away for so long that what is open does not serve any more. */
    public boolean isLost() {
        return nanos.getAsLong() - open.proved() > lost.toNanos();
    }

    /** Names what is open, as {@link KeysetFiles#fingerprint} names what the files hold. */
    public String fingerprint() {
        return open.fingerprint();
    }

    /** When the key of the present epoch was made; empty where that was not kept. */
    public Optional<Instant> epochMade() {
        return open.epochMade();
    }

    /**
     * Looks once, off the event loops; one look at a time.
     *
     * @return the fingerprint of what is open then; an {@link IOException} or {@link
     *     GeneralSecurityException} where files or root cannot be reached or were altered, and then
     *     what is open stays
     */
    public Mono<String> look() {
        return Mono.fromCallable(this::looked).subscribeOn(scheduler);
    }

    private String looked() throws IOException, GeneralSecurityException {
        var last = open;
        var texts = files.texts();
        var now = nanos.getAsLong();
        if (!texts.equals(last.texts()) || now - last.proved() >= proof.toNanos()) {
            open = opened(texts, now);
        }
        return open.fingerprint();
    }

    private Open opened(KeysetTexts texts, long now) throws IOException, GeneralSecurityException {
        var keysets = files.opened(texts);
        var epoch = keysets.of(KeyUse.EPOCH).getPrimary().getId();
        var made = files.made(KeyUse.EPOCH, epoch);
        return new Open(texts, new TinkKeyRing(keysets), texts.fingerprint(), made, now);
    }
}
