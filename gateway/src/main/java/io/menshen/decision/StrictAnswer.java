package io.menshen.decision;

import io.menshen.kernel.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what an engine answered and believes only a decision: the five keys and no other, each once
 * and of its type, of the expected revision, either allowing with a plan or denying with reasons.
 */
final class StrictAnswer {
    private static final int LONGEST = 1 << 20;
    private static final Set<String> KEYS =
            Set.of("revision", "allow", "reasons", "plan", "withheld");
    private static final Set<String> SHOWN_KEYS = Set.of("treatment", "by");
    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final int revision;

    StrictAnswer(int revision) {
        this.revision = revision;
    }

    /** The decision; any exception means that the answer is none. */
    Decision read(byte[] answer, String request) {
        require(answer.length <= LONGEST, "too long");
        var json = STRICT.readTree(answer);
        require(json.isObject() && Set.copyOf(json.propertyNames()).equals(KEYS), "other keys");
        require(
                json.path("revision").isInt() && json.path("revision").intValue() == revision,
                "another revision");
        require(json.path("allow").isBoolean(), "allow is not a boolean");
        return json.path("allow").booleanValue() ? permit(json, request) : deny(json, request);
    }

    /** The explanation; any exception means that the answer is none. */
    static Explanation explanation(byte[] answer) {
        require(answer.length <= LONGEST, "too long");
        var json = STRICT.readTree(answer);
        require(json.isObject(), "not an object");
        return new Explanation(
                reasons(json),
                entries(json.path("plan"), StrictAnswer::shown),
                entries(json.path("withheld"), StrictAnswer::word));
    }

    private Decision permit(JsonNode json, String request) {
        require(reasons(json).isEmpty(), "allowed with reasons against it");
        var plan = entries(json.path("plan"), StrictAnswer::shown);
        var withheld = entries(json.path("withheld"), StrictAnswer::word);
        require(
                plan.keySet().stream().noneMatch(withheld::containsKey),
                "a field both shown and withheld");
        return new Decision.Permit(revision, request, Canonical.planHash(plan), plan, withheld);
    }

    private Decision deny(JsonNode json, String request) {
        var reasons = reasons(json);
        require(!reasons.isEmpty(), "denied without a reason");
        require(json.path("plan").isObject() && json.path("plan").isEmpty(), "denied with a plan");
        return new Decision.Deny(revision, request, reasons);
    }

    private static List<String> reasons(JsonNode json) {
        require(json.path("reasons").isArray(), "reasons is not an array");
        var reasons = new ArrayList<String>();
        json.path("reasons").forEach(reason -> reasons.add(word(reason)));
        return List.copyOf(reasons);
    }

    private static Decision.Shown shown(JsonNode entry) {
        require(
                entry.isObject() && SHOWN_KEYS.containsAll(entry.propertyNames()),
                "other keys in the plan");
        var treatment =
                Treatment.of(word(entry.path("treatment")))
                        .orElseThrow(() -> new IllegalArgumentException("a treatment"));
        return new Decision.Shown(treatment, entry.has("by") ? word(entry.path("by")) : null);
    }

    private static String word(JsonNode node) {
        require(node.isString() && !node.stringValue().isEmpty(), "a word that is none");
        return node.stringValue();
    }

    private static <T> Map<String, T> entries(JsonNode object, Function<JsonNode, T> value) {
        require(object.isObject(), "not an object");
        return object.properties().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> value.apply(entry.getValue())));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("the engine's answer is no decision: " + otherwise);
        }
    }
}
