package io.menshen.login;

import io.lettuce.core.SetArgs;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.MacUse;
import io.menshen.subject.Subject;
import io.menshen.subject.Subjects;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Sessions in Redis, under the hash of the browser's id, with whose they are sealed. One ends after
 * a while without use, after its longest time whatever is done, and once the person is not active
 * any more.
 */
public final class Sessions {
    private static final String SESSION = LoginStore.PREFIX + "session:";

    private final LoginStore store;
    private final SessionText texts;
    private final Secrets secrets;
    private final Subjects subjects;
    private final KeyRing keys;
    private final Clock clock;
    private final Duration idle;
    private final Duration longest;

    Sessions(
            LoginStore store,
            Secrets secrets,
            Subjects subjects,
            KeyRing keys,
            LoginProperties properties,
            Clock clock) {
        this.store = store;
        this.texts = new SessionText(keys);
        this.secrets = secrets;
        this.subjects = subjects;
        this.keys = keys;
        this.clock = clock;
        this.idle = properties.idle();
        this.longest = properties.longest();
    }

    /** A session in use, and its person as they stand now. */
    public record Present(Session session, Subject person) {}

    /** A browser that is not known yet. */
    public Browser browser() {
        return Browser.fresh(secrets);
    }

    /**
     * The session of a browser, which lives on by being asked for.
     *
     * @return empty where there is none; a {@link io.menshen.kernel.RefusedException} {@code
     *     STORE_UNAVAILABLE} where Redis or the database do not answer
     */
    public Mono<Present> find(Browser browser) {
        return whoever(browser)
                .filter(present -> present.person().lifecycle() == Lifecycle.ACTIVE)
                .switchIfEmpty(Mono.defer(() -> end(browser).then(Mono.empty())));
    }

    /**
     * The same however the person stands, and without ending it: whoever ends their account by a
     * press, and does not get the answer, presses again.
     */
    public Mono<Present> whoever(Browser browser) {
        return held(browser)
                .flatMap(session -> keptOn(browser, session))
                .flatMap(session ->
                        subjects.find(session.subject())
                                .map(person -> new Present(session, person)));
    }

    private Mono<Session> held(Browser browser) {
        var key = SESSION + browser.kept();
        return store.ask(redis -> redis.get(key))
                .flatMap(text -> Mono.justOrEmpty(texts.read(key, text)));
    }

    /** Never past its longest time, which no use prolongs. */
    private Mono<Session> keptOn(Browser browser, Session session) {
        var left = left(session);
        return left.isPositive()
                ? store.ask(redis -> redis.pexpire(SESSION + browser.kept(), left.toMillis()))
                        .filter(Boolean::booleanValue)
                        .map(_ -> session)
                : end(browser).then(Mono.empty());
    }

    private Duration left(Session session) {
        var end = Duration.between(clock.instant(), session.opened().plus(longest));
        return end.compareTo(idle) < 0 ? end : idle;
    }

    /**
     * A session in which something was shown. It has a new id, and the earlier one of the browser
     * is no more: who knew that gains nothing. What was shown before counts on where it was the
     * same person.
     *
     * @param before the browser as it came
     */
    Mono<Browser> open(Browser before, SubjectId subject, Fact fact) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return held(before)
                .filter(session -> session.subject().equals(subject) && left(session).isPositive())
                .map(session -> session.with(fact, now))
                .defaultIfEmpty(new Session(subject, now, Map.of(fact, now)))
                .flatMap(session -> end(before).then(Mono.defer(() -> kept(session))));
    }

    private Mono<Browser> kept(Session session) {
        var browser = browser();
        var key = SESSION + browser.kept();
        var args = SetArgs.Builder.px(left(session).toMillis());
        return store.ask(redis -> redis.set(key, texts.written(key, session), args))
                .thenReturn(browser);
    }

    /** Ends the session of a browser, if there is one. */
    public Mono<Void> end(Browser browser) {
        return store.ask(redis -> redis.del(SESSION + browser.kept())).then();
    }

    /** What a form of that browser's pages bears, so that no other page can have it posted. */
    public String form(Browser browser) {
        return Secrets.encoded(keys.mac(MacUse.LOGIN, parts(browser)));
    }

    /** Whether that was in a form of that browser's pages. */
    public boolean isForm(Browser browser, String token) {
        try {
            var mac = Base64.getUrlDecoder().decode(token);
            return keys.verifies(MacUse.LOGIN, mac, parts(browser));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static List<byte[]> parts(Browser browser) {
        return List.of(
                "form 1".getBytes(StandardCharsets.UTF_8),
                browser.kept().getBytes(StandardCharsets.UTF_8));
    }
}
