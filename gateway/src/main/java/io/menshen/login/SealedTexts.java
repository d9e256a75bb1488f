package io.menshen.login;

import io.lettuce.core.SetArgs;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.keys.KeyRing;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Short texts that only who shows a secret is given: they lie in Redis under the secret's hash,
 * sealed, and good at that one key. All errors are a {@link io.menshen.kernel.RefusedException}
 * {@code STORE_UNAVAILABLE} where Redis does not answer.
 */
public final class SealedTexts {
    private static final int BYTES = 32;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Keys: what is counted. Arguments: milliseconds to live. Answers: how many there are. */
    private static final String COUNT =
            """
            local counted = redis.call('INCR', KEYS[1])
            redis.call('PEXPIRE', KEYS[1], ARGV[1])
            return {tostring(counted)}
            """;

    private final LoginStore store;
    private final Secrets secrets;
    private final KeyRing keys;
    private final Clock clock;

    SealedTexts(LoginStore store, Secrets secrets, KeyRing keys, Clock clock) {
        this.store = store;
        this.secrets = secrets;
        this.keys = keys;
        this.clock = clock;
    }

    /** A fresh secret: 256 random bits, in base64url. */
    public String secret() {
        return secrets.drawn(BYTES);
    }

    /**
     * Counts one of a kind, of which there may be so many in a minute.
     *
     * @param most 1 or more
     * @return errors with {@code CAPPED} where there were as many before
     */
    public Mono<Void> room(String kind, int most) {
        var now = clock.instant();
        var window = Window.of(kind, most, MINUTE, now);
        var lives = Long.toString(window.lives(now).toMillis());
        return store.run(COUNT, List.of(window.key()), List.of(lives))
                .filter(counted -> Long.parseLong(counted.getFirst()) <= most)
                .switchIfEmpty(Mono.error(() -> full(window.secondsLeft(now))))
                .then();
    }

    /**
     * The same of one network address, which is counted under a pseudonym.
     *
     * @param most 1 or more
     */
    public Mono<Void> room(String kind, Personal<String> address, int most) {
        return room(
                kind + ":" + CodeLimits.pseudonym(keys, "login address " + kind, address), most);
    }

    private static RuntimeException full(int seconds) {
        return Refusal.retry(Refusal.Kind.CAPPED, seconds).toException();
    }

    /**
     * Keeps a text.
     *
     * @param kind what texts of this use are named by; no text is found under another kind
     */
    public Mono<Void> put(String kind, String secret, String text, Duration life) {
        var key = key(kind, secret);
        var sealed = keys.encryptToken(text.getBytes(StandardCharsets.UTF_8), bound(key));
        var args = SetArgs.Builder.px(life.toMillis());
        return store.ask(redis -> redis.set(key, Secrets.encoded(sealed), args)).then();
    }

    /** The text; empty where there is none, or none any more. */
    public Mono<String> find(String kind, String secret) {
        var key = key(kind, secret);
        return store.ask(redis -> redis.get(key))
                .flatMap(text -> Mono.justOrEmpty(opened(key, text)));
    }

    /** The text, which nobody is given again. */
    public Mono<String> take(String kind, String secret) {
        var key = key(kind, secret);
        return store.ask(redis -> redis.getdel(key))
                .flatMap(text -> Mono.justOrEmpty(opened(key, text)));
    }

    /** Whether it lives for that time from now on; not where it is gone. */
    public Mono<Boolean> keep(String kind, String secret, Duration life) {
        return store.ask(redis -> redis.pexpire(key(kind, secret), life.toMillis()));
    }

    /** Forgets it. */
    public Mono<Void> end(String kind, String secret) {
        return store.ask(redis -> redis.del(key(kind, secret))).then();
    }

    private Optional<String> opened(String key, String text) {
        try {
            return keys.decryptToken(Base64.getUrlDecoder().decode(text), bound(key))
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String key(String kind, String secret) {
        return LoginStore.PREFIX
                + kind
                + ":"
                + Secrets.kept(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static List<byte[]> bound(String key) {
        return List.of(
                "login text 1".getBytes(StandardCharsets.UTF_8),
                key.getBytes(StandardCharsets.UTF_8));
    }
}
