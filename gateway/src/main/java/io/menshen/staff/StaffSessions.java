package io.menshen.staff;

import io.menshen.login.Browser;
import io.menshen.login.SealedTexts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Sessions of the staff in Redis. One ends after a while without use, and after its longest time
 * whatever is done; the provider's own session is another.
 */
final class StaffSessions {
    private static final String KIND = "staff-session";

    private final SealedTexts texts;
    private final Clock clock;
    private final Duration idle;
    private final Duration longest;

    StaffSessions(SealedTexts texts, StaffProperties properties, Clock clock) {
        this.texts = texts;
        this.clock = clock;
        this.idle = properties.idle();
        this.longest = properties.longest();
    }

    /**
     * A session.
     *
     * @param person by the staff registry
     * @param claimed the provider's word for the role that they work in
     */
    record Session(String person, String claimed, Instant opened) {
        private String text() {
            return String.join("\n", person, claimed, Long.toString(opened.toEpochMilli()));
        }

        private static Session read(String text) {
            var parts = List.of(text.split("\n", -1));
            var opened = Instant.ofEpochMilli(Long.parseLong(parts.get(2)));
            return new Session(parts.get(0), parts.get(1), opened);
        }
    }

    /** A browser that is not known yet. */
    Browser browser() {
        return Browser.of(texts.secret()).orElseThrow();
    }

    /** A session under a new id; what the browser had before is no more. */
    Mono<Browser> open(Browser before, String person, String claimed) {
        var browser = browser();
        var session = new Session(person, claimed, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return end(before)
                .then(
                        Mono.defer(() ->
                                texts.put(KIND, browser.cookie(), session.text(), left(session))))
                .thenReturn(browser);
    }

    /** The session of a browser, which lives on by being asked for; empty where there is none. */
    Mono<Session> find(Browser browser) {
        return texts.find(KIND, browser.cookie())
                .map(Session::read)
                .flatMap(session -> keptOn(browser, session));
    }

    private Mono<Session> keptOn(Browser browser, Session session) {
        var left = left(session);
        return left.isPositive()
                ? texts.keep(KIND, browser.cookie(), left)
                        .filter(Boolean::booleanValue)
                        .map(_ -> session)
                : end(browser).then(Mono.empty());
    }

    private Duration left(Session session) {
        var end = Duration.between(clock.instant(), session.opened().plus(longest));
        return end.compareTo(idle) < 0 ? end : idle;
    }

    /** Ends the session of a browser, if there is one. */
    Mono<Void> end(Browser browser) {
        return texts.end(KIND, browser.cookie());
    }
}
