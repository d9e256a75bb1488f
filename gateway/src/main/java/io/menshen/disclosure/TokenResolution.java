package io.menshen.disclosure;

import io.menshen.access.Alarms;
import io.menshen.access.Records;
import io.menshen.access.Use;
import io.menshen.audit.AuditRecord;
import io.menshen.decision.Decision;
import io.menshen.disclosure.FieldTokens.Led;
import io.menshen.disclosure.FieldTokens.Sent;
import io.menshen.kernel.Treatment;
import io.menshen.tokens.ScopedTokens;
import io.menshen.vault.Holding;
import io.menshen.vault.Vault;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import reactor.core.publisher.Mono;

/**
 * Resolving the token of a field is a disclosure with operation {@code resolve}: the person is read
 * and decided about anew, so that a token outlives neither consent nor erasure.
 */
final class TokenResolution {
    private final FieldTokens fieldTokens;
    private final Vault vault;
    private final ScopedTokens tokens;
    private final Records records;
    private final Alarms alarms;

    TokenResolution(
            FieldTokens fieldTokens,
            Vault vault,
            ScopedTokens tokens,
            Records records,
            Alarms alarms) {
        this.fieldTokens = fieldTokens;
        this.vault = vault;
        this.tokens = tokens;
        this.records = records;
        this.alarms = alarms;
    }

    Mono<Disclosure> resolve(Use use, Sent sent) {
        return fieldTokens.lead(use, sent).flatMap(this::answer);
    }

    private Mono<Disclosure> answer(Led led) {
        return led.read(vault)
                .map(holding -> disclosure(led, shown(led, holding)))
                .flatMap(answer -> recorded(led, answer));
    }

    /** What the plan shows as a token is what this operation opens; all else stays as planned. */
    private List<Shown> shown(Led led, Holding holding) {
        var name = led.sent().name();
        var field = led.sent().field();
        var planned = Objects.requireNonNull(led.granted().permit().plan().get(name), name);
        var how =
                switch (planned.treatment()) {
                    case TOKENIZE, FORMAT_TOKEN -> new Decision.Shown(Treatment.CLEAR, null);
                    default -> planned;
                };
        var sight = new Sight(led.granted(), holding, tokens, alarms);
        return sight
                .value(name, field, how, led.names())
                .map(value -> new Shown(name, field, how.treatment(), List.of(value)))
                .stream()
                .toList();
    }

    private Disclosure disclosure(Led led, List<Shown> shown) {
        var use = led.granted().use();
        var withheld = new TreeMap<String, String>();
        if (shown.isEmpty()) {
            withheld.put(led.sent().name(), Answering.NO_VALUE);
        }
        return new Disclosure(
                use.decisionId(),
                tokens.ofSubject(use.scope(), led.granted().subject().id()),
                use.question().purpose(),
                shown,
                withheld,
                new TreeMap<>(Map.of()),
                use.policy().revision());
    }

    private Mono<Disclosure> recorded(Led led, Disclosure answer) {
        var store = led.sent().field().store().word();
        var shown =
                answer.fields().stream()
                        .map(one -> new AuditRecord.Shown(one.name(), one.treatment()))
                        .toList();
        return records.permitted(led.granted(), List.of(store), shown).thenReturn(answer);
    }
}
