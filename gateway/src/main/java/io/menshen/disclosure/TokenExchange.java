package io.menshen.disclosure;

import io.menshen.access.Access;
import io.menshen.access.Alarms;
import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Reference;
import io.menshen.access.Use;
import io.menshen.audit.AuditRecord;
import io.menshen.decision.Decision;
import io.menshen.disclosure.FieldTokens.Led;
import io.menshen.disclosure.FieldTokens.Sent;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Treatment;
import io.menshen.tokens.ScopedTokens;
import io.menshen.vault.Holding;
import io.menshen.vault.Vault;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import reactor.core.publisher.Mono;

/**
 * Gives for a token that was issued under an older key the one that is issued now, so that the
 * older key can go. Of a value it is the token as which the purpose shows it now.
 */
final class TokenExchange {
    private static final String NOT_TOKENIZED = "not_tokenized";

    private final Access access;
    private final FieldTokens fieldTokens;
    private final Vault vault;
    private final ScopedTokens tokens;
    private final Formatting formatting;
    private final Records records;
    private final Alarms alarms;

    TokenExchange(
            Access access,
            FieldTokens fieldTokens,
            Vault vault,
            ScopedTokens tokens,
            Formatting formatting,
            Records records,
            Alarms alarms) {
        this.access = access;
        this.fieldTokens = fieldTokens;
        this.vault = vault;
        this.tokens = tokens;
        this.formatting = formatting;
        this.records = records;
        this.alarms = alarms;
    }

    /** A token in hand, and whether there is one at all. */
    private record Made(Optional<String> token, Treatment treatment, String without) {}

    /** For the token of a person. */
    Mono<Exchanged> ofPerson(Use use, String token) {
        return access.grant(use, new Reference.ByToken(token))
                .flatMap(granted ->
                        records.permitted(granted, List.of(), List.of())
                                .thenReturn(exchanged(granted)));
    }

    /** For the token of a value. */
    Mono<Exchanged> ofValue(Use use, Sent sent) {
        return fieldTokens.lead(use, sent).flatMap(this::ofValue);
    }

    private Mono<Exchanged> ofValue(Led led) {
        var planned = led.granted().permit().plan().get(led.sent().name());
        var treatment = Objects.requireNonNull(planned, "a plan that shows nothing").treatment();
        return led.read(vault)
                .flatMap(holding -> made(led, treatment, named(led, holding)))
                .flatMap(made -> recorded(led, made));
    }

    private Optional<Personal<String>> named(Led led, Holding holding) {
        var clear = new Decision.Shown(Treatment.CLEAR, null);
        var sight = new Sight(led.granted(), holding, tokens, alarms);
        return sight.value(led.sent().name(), led.sent().field(), clear, led.names());
    }

    private Mono<Made> made(Led led, Treatment treatment, Optional<Personal<String>> value) {
        if (value.isEmpty()) {
            return Mono.just(new Made(Optional.empty(), treatment, Answering.NO_VALUE));
        }
        var granted = led.granted();
        var sent = led.sent();
        return switch (treatment) {
            case TOKENIZE -> Mono.just(made(scoped(granted, sent, value.get()), treatment));
            case FORMAT_TOKEN ->
                    formatting
                            .renewed(granted, sent.name(), sent.field(), value.get())
                            .map(token -> made(token, treatment));
            default -> Mono.just(new Made(Optional.empty(), treatment, NOT_TOKENIZED));
        };
    }

    private static Made made(String token, Treatment treatment) {
        return new Made(Optional.of(token), treatment, "");
    }

    private String scoped(Granted granted, Sent sent, Personal<String> value) {
        var scope = granted.use().scope();
        return tokens.ofField(scope, sent.name(), granted.subject().id(), value);
    }

    private Mono<Exchanged> recorded(Led led, Made made) {
        var name = led.sent().name();
        var store = led.sent().field().store().word();
        var shown =
                made.token().stream()
                        .map(_ -> new AuditRecord.Shown(name, made.treatment()))
                        .toList();
        var answer = exchanged(led.granted());
        made.token()
                .ifPresentOrElse(
                        token -> answer.tokens().put(name, token),
                        () -> answer.withheld().put(name, made.without()));
        return records.permitted(led.granted(), List.of(store), shown).thenReturn(answer);
    }

    private Exchanged exchanged(Granted granted) {
        var use = granted.use();
        return new Exchanged(
                use.decisionId(),
                tokens.ofSubject(use.scope(), granted.subject().id()),
                new TreeMap<>(),
                new TreeMap<>(),
                use.policy().revision());
    }
}
