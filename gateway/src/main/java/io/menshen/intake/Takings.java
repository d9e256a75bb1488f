package io.menshen.intake;

import io.menshen.access.Granted;
import io.menshen.kernel.SubjectId;
import io.menshen.kernel.Treatment;
import io.menshen.tokens.ScopedTokens;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an intake answers: tokens of the caller's own for the person and what was handed in. */
final class Takings {
    private final ScopedTokens tokens;

    Takings(ScopedTokens tokens) {
        this.tokens = tokens;
    }

    Taken taken(Granted granted, Offer offer, SubjectId id, Taken.Outcome outcome) {
        var use = granted.use();
        Map<String, String> issued = new LinkedHashMap<>();
        for (var value : offer.values()) {
            var shown = granted.permit().plan().get(value.name());
            if (shown != null && shown.treatment() == Treatment.TOKENIZE) {
                var first = value.values().getFirst();
                issued.put(value.name(), tokens.ofField(use.scope(), value.name(), id, first));
            }
        }
        return new Taken(use.decisionId(), outcome, tokens.ofSubject(use.scope(), id), issued);
    }
}
