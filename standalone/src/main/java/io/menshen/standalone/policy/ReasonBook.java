package io.menshen.standalone.policy;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the codes of reasons mean, as the bundle says it. */
public final class ReasonBook {
    /** Codes that come from the gateway itself and from no rule. */
    private static final Map<String, String> OWN =
            Map.of(
                    "connector_only", "Only the sending connector sees it",
                    "match_only", "It is compared only, never shown",
                    "match_not_registered", "The consumer may not compare this field (4.1.1)",
                    "no_value", "There is no such value",
                    "at_most", "The caller asked for no more",
                    "subject_unavailable", "The person's state does not allow it");

    private final JsonNode reasons;

    /** The reasons of a bundle. */
    public ReasonBook(BuiltBundle bundle) {
        this.reasons = bundle.registries().path("reasons");
    }

    /** The code's meaning and clause, where the bundle has that code; the code itself where not. */
    public String explained(String code) {
        var reason = reasons.path(code);
        return reason.isMissingNode()
                ? OWN.getOrDefault(code, code)
                : "%s (%s)"
                        .formatted(
                                reason.path("title").path("en").asString(code),
                                reason.path("clause").asString(""));
    }
}
