package io.menshen.login;

import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.MacUse;
import io.menshen.subject.Identifier;
import io.menshen.subject.Subjects;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/**
 * Codes of six digits to a number. What is kept is a keyed hash, bound to the browser that asked
 * and to what it asked for. A number that leads to nobody, or to several people, gets a code that
 * nobody is sent: what is seen, what is done and how long it takes is the same.
 */
public final class Codes {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int ATTEMPTS = 5;
    private static final int DIGITS = 6;
    private static final String LOGIN = "log in";
    private static final String CODE = LoginStore.PREFIX + "code:";

    private final LoginStore store;
    private final Secrets secrets;
    private final Subjects subjects;
    private final KeyRing keys;
    private final CodeLimits limits;
    private final TextQueue texts;
    private final Clock clock;

    Codes(
            LoginStore store,
            Secrets secrets,
            Subjects subjects,
            KeyRing keys,
            CodeLimits limits,
            TextQueue texts,
            Clock clock) {
        this.store = store;
        this.secrets = secrets;
        this.subjects = subjects;
        this.keys = keys;
        this.limits = limits;
        this.texts = texts;
        this.clock = clock;
    }

    /** Whether this deployment can send any. */
    public boolean areSent() {
        return texts.areSent();
    }

    /**
     * Sends a code, if the number leads to one person. An earlier one of the browser is void.
     *
     * @param address the network address it was asked from
     * @param wording the text, given the code
     * @return empty whoever the number leads to; a {@link io.menshen.kernel.RefusedException}
     *     {@code CAPPED} where the limits for the number, the address or all are used up, {@code
     *     STORE_UNAVAILABLE} where Redis or the database do not answer
     */
    public Mono<Void> ask(
            Browser browser, String address, Identifier number, UnaryOperator<String> wording) {
        return subjects.resolve(number)
                .flatMap(found -> Mono.fromSupplier(() -> drawn(browser, found)))
                .flatMap(drawn ->
                        kept(drawn, limits.of(number, address))
                                .doOnSuccess(_ -> send(drawn, number, wording)))
                .then();
    }

    /**
     * A code that was drawn.
     *
     * @param whose a person whom nobody is, where the number leads to none
     */
    private record Drawn(Browser browser, String code, SubjectId whose, boolean sent) {
        @Override
        public String toString() {
            return "Drawn[*]";
        }
    }

    private Drawn drawn(Browser browser, List<SubjectId> found) {
        var one = found.size() == 1;
        var nobody = SubjectId.random();
        return new Drawn(browser, secrets.digits(), one ? found.getFirst() : nobody, one);
    }

    private Mono<Drawn> kept(Drawn drawn, List<Window> windows) {
        var now = clock.instant();
        var key = key(drawn.browser());
        var names = new ArrayList<>(List.of(key));
        var values = new ArrayList<>(List.of(hash(drawn.browser(), drawn.code())));
        values.add(SealedSubject.of(keys, key, drawn.whose()));
        values.add(Integer.toString(ATTEMPTS));
        values.add(Long.toString(LIFE.toMillis()));
        for (var window : windows) {
            names.add(window.key());
            values.add(Integer.toString(window.most()));
            values.add(Long.toString(window.lives(now).toMillis()));
        }
        return store.run(CodeScripts.KEEP, names, values)
                .flatMap(answer ->
                        answer.getFirst().equals("kept")
                                ? Mono.just(drawn)
                                : Mono.error(
                                        () -> full(windows.get(Integer.parseInt(answer.get(1))))));
    }

    private RuntimeException full(Window window) {
        var seconds = window.secondsLeft(clock.instant());
        return Refusal.retry(Refusal.Kind.CAPPED, seconds).toException();
    }

    private void send(Drawn drawn, Identifier number, UnaryOperator<String> wording) {
        if (drawn.sent()) {
            texts.add(number.value(), Personal.of(wording.apply(drawn.code())));
        }
    }

    /**
     * Takes the code that a browser was given; it fits once.
     *
     * @param code as it was typed, without what stands between the digits
     * @return whose number it was sent to; empty where it does not fit, was taken, is too old, or
     *     too often did not fit; errors as {@link #ask}
     */
    public Mono<SubjectId> take(Browser browser, String code) {
        if (code.length() != DIGITS) {
            return Mono.empty();
        }
        var key = key(browser);
        return store.run(CodeScripts.TAKE, List.of(key), List.of(hash(browser, code)))
                .filter(answer -> answer.getFirst().equals("taken"))
                .flatMap(answer -> Mono.justOrEmpty(SealedSubject.open(keys, key, answer.get(1))));
    }

    private static String key(Browser browser) {
        return CODE + browser.kept();
    }

    private String hash(Browser browser, String code) {
        var parts = List.of(bytes("code 1"), bytes(LOGIN), bytes(browser.kept()), bytes(code));
        return Secrets.encoded(keys.mac(MacUse.LOGIN, parts));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
