package io.menshen.login;

import io.lettuce.core.SetArgs;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * One-time links by which a system of the retailer's, where a person is known, sends them to the
 * pages. The token is 128 random bits; what is kept is its hash with whose it is, sealed, for five
 * minutes.
 */
public final class AppLinks {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int BYTES = 16;
    private static final String LINK = LoginStore.PREFIX + "link:";

    private final LoginStore store;
    private final Secrets secrets;
    private final KeyRing keys;
    private final Clock clock;

    AppLinks(LoginStore store, Secrets secrets, KeyRing keys, Clock clock) {
        this.store = store;
        this.secrets = secrets;
        this.keys = keys;
        this.clock = clock;
    }

    /** A link's token, and until when it works. */
    public record Issued(String token, Instant expires) {}

    /**
     * A new link of a person.
     *
     * @return a {@link io.menshen.kernel.RefusedException} {@code STORE_UNAVAILABLE} where Redis
     *     does not answer
     */
    public Mono<Issued> issue(SubjectId subject) {
        return Mono.fromSupplier(() -> secrets.drawn(BYTES))
                .flatMap(token -> {
                    var key = key(Secrets.decoded(token, BYTES).orElseThrow());
                    var sealed = SealedSubject.of(keys, key, subject);
                    var expires = clock.instant().plus(LIFE);
                    var args = SetArgs.Builder.px(LIFE.toMillis());
                    return store.ask(redis -> redis.set(key, sealed, args))
                            .thenReturn(new Issued(token, expires));
                });
    }

    /**
     * Whose link it is; nobody's from then on.
     *
     * @return empty for any other text, where it was used before, and after its time; errors as
     *     {@link #issue}
     */
    public Mono<SubjectId> take(String token) {
        return Mono.justOrEmpty(Secrets.decoded(token, BYTES))
                .map(AppLinks::key)
                .flatMap(key ->
                        store.ask(redis -> redis.getdel(key))
                                .flatMap(text ->
                                        Mono.justOrEmpty(SealedSubject.open(keys, key, text))));
    }

    private static String key(byte[] token) {
        return LINK + Secrets.kept(token);
    }
}
