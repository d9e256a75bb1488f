package io.menshen.decision;

import io.menshen.kernel.SubjectState;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A decision request as JSON with one spelling: keys in a fixed order, sets sorted, so that equal
 * requests are equal bytes.
 */
final class CanonicalRequest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private CanonicalRequest() {}

    static byte[] bytes(DecisionRequest request) {
        return JSON.writeValueAsBytes(json(request));
    }

    /** The request without its day, so that the same question is the same on every day. */
    static String recorded(DecisionRequest request) {
        var json = json(request);
        json.withObjectProperty("context").remove("day");
        return JSON.writeValueAsString(json);
    }

    private static ObjectNode json(DecisionRequest request) {
        var json = JSON.createObjectNode();
        caller(json.putObject("caller"), request.caller());
        json.put("purpose", request.purpose());
        json.put("operation", request.operation().word());
        json.put("channel", request.channel());
        subject(json, request.subject());
        evidence(json, request.evidence());
        context(json.putObject("context"), request.context());
        return json;
    }

    private static void caller(ObjectNode json, DecisionRequest.Asker caller) {
        json.put("consumer", caller.consumer()).put("kind", caller.kind());
        var staff = caller.staff();
        if (staff == null) {
            json.putNull("staff");
        } else {
            json.putObject("staff")
                    .put("role", staff.role())
                    .put("agreement", staff.agreement().word())
                    .put("retrieval", staff.retrieval().word());
        }
    }

    private static void subject(ObjectNode json, @Nullable SubjectState subject) {
        if (subject == null) {
            json.putNull("subject");
            return;
        }
        var state =
                json.putObject("subject")
                        .put("lifecycle", subject.lifecycle().word())
                        .put("age", subject.age().word())
                        .put("guardian", subject.guardian().word())
                        .put("consent", subject.consent().word());
        words(state.putArray("separate"), subject.separate());
        words(state.putArray("restrictions"), subject.restrictions());
    }

    private static void evidence(ObjectNode json, DecisionRequest.@Nullable Evidence evidence) {
        if (evidence == null) {
            json.putNull("evidence");
            return;
        }
        var shown =
                json.putObject("evidence")
                        .put("notice", evidence.notice())
                        .put("verification", evidence.verification())
                        .put("bundled", evidence.consents() == DecisionRequest.Consents.BUNDLED);
        words(shown.putArray("fields"), evidence.fields());
    }

    private static void context(ObjectNode json, DecisionRequest.Context context) {
        json.put("day", context.day().toString());
        json.put("contained", context.containment() == DecisionRequest.Containment.CONTAINED);
        words(json.putArray("contained_fields"), context.containedFields());
    }

    private static void words(ArrayNode array, Collection<String> words) {
        words.forEach(array::add);
    }
}
