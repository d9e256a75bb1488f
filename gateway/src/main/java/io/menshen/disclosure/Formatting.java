package io.menshen.disclosure;

import io.menshen.access.Granted;
import io.menshen.catalog.Field;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Treatment;
import io.menshen.masking.FieldType;
import io.menshen.tokens.FormatToken;
import io.menshen.tokens.FormatTokens;
import io.menshen.tokens.FormatTokens.Held;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows values as tokens in their own form, which are drawn once and kept (design, section 5). */
final class Formatting {
    private final FormatTokens tokens;

    Formatting(FormatTokens tokens) {
        this.tokens = tokens;
    }

    /** The fields of an answer that are shown so; a field without a value is not among them. */
    Mono<List<Shown>> shown(Granted granted, Answering answering, Sight sight) {
        var formatted = answering.formatted();
        if (formatted.isEmpty()) {
            return Mono.just(List.of());
        }
        var fields = granted.use().policy().catalog().fields();
        return Flux.fromIterable(formatted)
                .concatMap(name ->
                        shown(granted, name, Objects.requireNonNull(fields.get(name)), sight))
                .collectList();
    }

    private Mono<Shown> shown(Granted granted, String name, Field field, Sight sight) {
        return Flux.fromIterable(sight.open(name, field))
                .concatMap(value -> token(granted, name, field, held(granted, field, value)))
                .map(Personal::of)
                .collectList()
                .filter(values -> !values.isEmpty())
                .map(values -> new Shown(name, field, Treatment.FORMAT_TOKEN, values));
    }

    /** The token of a value, which is under no key and stays; its row is written anew. */
    Mono<String> renewed(Granted granted, String name, Field field, Personal<String> value) {
        var held = held(granted, field, value);
        return token(granted, name, field, held)
                .flatMap(token -> tokens.renew(granted.use().scope(), name, token, held));
    }

    private Mono<String> token(Granted granted, String name, Field field, Held held) {
        return tokens.of(granted.use().scope(), name, FormatToken.of(field.type()), held);
    }

    private static Held held(Granted granted, Field field, Personal<String> value) {
        var spelled = FieldType.of(field.type()).normalise(value).orElse(value);
        return new Held(granted.subject().id(), spelled);
    }
}
