package io.menshen.staff;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.menshen.console.Language;
import io.menshen.login.Browser;
import io.menshen.login.SealedTexts;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * A login that was begun. It is kept for who shows both the browser's cookie and the state, and
 * fits once: neither a state of another browser leads in, nor one that came back before.
 */
record Attempt(State state, Nonce nonce, CodeVerifier verifier, Language language) {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final String KIND = "staff-attempt";

    /** A fresh one, kept. */
    static Mono<Attempt> begin(SealedTexts texts, Browser browser, Language language) {
        return Mono.defer(() -> {
            var attempt =
                    new Attempt(
                            new State(texts.secret()),
                            new Nonce(texts.secret()),
                            new CodeVerifier(texts.secret()),
                            language);
            return texts.put(KIND, secret(browser, attempt.state()), attempt.text(), LIFE)
                    .thenReturn(attempt);
        });
    }

    /** The one of that browser and state; gone from then on. */
    static Mono<Attempt> take(SealedTexts texts, Browser browser, String state) {
        return Mono.just(state)
                .filter(said -> !said.isBlank())
                .map(State::new)
                .flatMap(said -> texts.take(KIND, secret(browser, said)).map(t -> read(said, t)));
    }

    private static String secret(Browser browser, State state) {
        return browser.cookie() + " " + state.getValue();
    }

    private String text() {
        return String.join(" ", nonce.getValue(), verifier.getValue(), language.name());
    }

    private static Attempt read(State state, String text) {
        var parts = List.of(text.split(" ", -1));
        return new Attempt(
                state,
                new Nonce(parts.get(0)),
                new CodeVerifier(parts.get(1)),
                Language.valueOf(parts.get(2)));
    }

    /** Prints none of its secrets. */
    @Override
    public String toString() {
        return "Attempt[*]";
    }
}
