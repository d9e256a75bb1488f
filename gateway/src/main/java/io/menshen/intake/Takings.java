package io.menshen.intake;

import io.menshen.access.Granted;
import io.menshen.kernel.SubjectId;
import io.menshen.kernel.Treatment;
import io.menshen.tokens.ScopedTokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an intake answers: tokens of the caller's own for the person and what was handed in. */
final class Takings {
    private final ScopedTokens tokens;

    Takings(ScopedTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * The answer.
     *
     * @param receipts ids of the receipts, in the order of the consents; none where nothing was
     *     kept
     */
    Taken taken(
            Granted granted,
            Offer offer,
            SubjectId id,
            Taken.Outcome outcome,
            List<String> receipts) {
        var use = granted.use();
        Map<String, String> issued = new LinkedHashMap<>();
        for (var value : offer.values()) {
            var shown = granted.permit().plan().get(value.name());
            if (shown != null && shown.treatment() == Treatment.TOKENIZE) {
                var first = value.values().getFirst();
                issued.put(value.name(), tokens.ofField(use.scope(), value.name(), id, first));
            }
        }
        return new Taken(
                use.decisionId(),
                outcome,
                tokens.ofSubject(use.scope(), id),
                issued,
                byPurpose(offer, receipts));
    }

    private static Map<String, String> byPurpose(Offer offer, List<String> receipts) {
        Map<String, String> named = new LinkedHashMap<>();
        for (var i = 0; i < Math.min(receipts.size(), offer.consents().size()); i++) {
            named.put(offer.consents().get(i).purpose(), receipts.get(i));
        }
        return named;
    }
}
