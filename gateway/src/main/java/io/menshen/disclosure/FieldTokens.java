package io.menshen.disclosure;

import io.menshen.access.Access;
import io.menshen.access.Alarms;
import io.menshen.access.Granted;
import io.menshen.access.Reference;
import io.menshen.access.Refusals;
import io.menshen.access.Use;
import io.menshen.catalog.Field;
import io.menshen.kernel.Personal;
import io.menshen.keys.IntegrityException;
import io.menshen.tokens.FormatToken;
import io.menshen.tokens.FormatTokens;
import io.menshen.tokens.ScopedTokens;
import io.menshen.tokens.ScopedTokens.FieldReference;
import io.menshen.vault.Holding;
import io.menshen.vault.Vault;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/**
 * From the token of a value to the person, decided about anew, and to the value that it names. A
 * token is as good as the person's data: it outlives neither consent nor erasure, and names no
 * value that the person has no more.
 */
final class FieldTokens {
    private final Access access;
    private final ScopedTokens tokens;
    private final FormatTokens formats;
    private final Refusals refusals;
    private final Alarms alarms;

    FieldTokens(
            Access access,
            ScopedTokens tokens,
            FormatTokens formats,
            Refusals refusals,
            Alarms alarms) {
        this.access = access;
        this.tokens = tokens;
        this.formats = formats;
        this.refusals = refusals;
        this.alarms = alarms;
    }

    /** A field and its token, as they were sent. */
    record Sent(String name, Field field, String token) {
        /** A token in the form of a value is known by that form. */
        Reference by() {
            return FormatToken.isToken(token)
                    ? new Reference.ByFormatToken(name, token)
                    : new Reference.ByFieldToken(name, token);
        }
    }

    /**
     * Where a token leads.
     *
     * @param names which of the person's values it names
     */
    record Led(Granted granted, Sent sent, Predicate<Personal<String>> names) {
        /** What the person holds in the store of the field, for this caller. */
        Mono<Holding> read(Vault vault) {
            var consumer = granted.use().caller().consumer();
            return vault.read(granted.subject(), Set.of(sent.field().store()), consumer);
        }
    }

    /**
     * Follows a token.
     *
     * @return refused as {@link Access#grant} refuses; by the same answer for a token that is
     *     unknown, forged, or of another consumer, scope or field; and where the plan lets nothing
     *     be seen of the field
     */
    Mono<Led> lead(Use use, Sent sent) {
        return access.grant(use, sent.by())
                .flatMap(granted -> named(granted, sent))
                .flatMap(led -> shows(led) ? Mono.just(led) : nothingLeft(led));
    }

    private static boolean shows(Led led) {
        return led.granted().permit().plan().containsKey(led.sent().name());
    }

    private Mono<Led> nothingLeft(Led led) {
        var sent = led.sent();
        return access.nothingLeft(led.granted(), sent.by(), List.of(sent.name()));
    }

    private Mono<Led> named(Granted granted, Sent sent) {
        return switch (sent.by()) {
            case Reference.ByFormatToken _ -> byRow(granted, sent);
            case Reference _ -> bySeal(granted, sent);
        };
    }

    private Mono<Led> bySeal(Granted granted, Sent sent) {
        return Mono.justOrEmpty(tokens.field(granted.use().scope(), sent.name(), sent.token()))
                .map(reference -> new Led(granted, sent, names(reference, sent.name())));
    }

    private Predicate<Personal<String>> names(FieldReference reference, String name) {
        return value -> tokens.names(reference, name, value);
    }

    /** The row is read again, since it may have been erased while the person was read. */
    private Mono<Led> byRow(Granted granted, Sent sent) {
        return formats.held(granted.use().scope(), sent.name(), sent.token())
                .doOnError(IntegrityException.class, changed -> altered(granted, changed))
                .onErrorComplete(IntegrityException.class)
                .filter(held -> held.subject().equals(granted.subject().id()))
                .map(held -> new Led(granted, sent, is(held.value(), sent.field().type())))
                .switchIfEmpty(Mono.defer(() -> refusals.noToken(granted.use())));
    }

    private void altered(Granted granted, IntegrityException changed) {
        alarms.raise(granted.use(), "token", changed);
    }

    private static Predicate<Personal<String>> is(Personal<String> named, String type) {
        return value -> Matching.matches(type, named, List.of(value));
    }
}
