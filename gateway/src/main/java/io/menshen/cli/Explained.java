package io.menshen.cli;

import io.menshen.policy.PolicyEngine.Entrypoint;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request and all that the policy says of it.
 *
 * @param beforePerson reasons that refuse whoever the person is
 * @param reasons all reasons, empty where it is allowed
 * @param plan how fields are shown, or would be if nothing refused
 * @param withheld why, by field
 */
record Explained(
        ObjectNode request,
        SortedSet<String> beforePerson,
        List<String> reasons,
        JsonNode plan,
        JsonNode withheld) {

    /** Asks twice, as the gateway does: before and after the person is known. */
    static Explained of(Engine engine, ObjectNode request) {
        var nobody = request.deepCopy();
        nobody.putNull("subject");
        var before = new TreeSet<>(reasons(engine.ask(Entrypoint.DECISION, nobody)));
        var decision = engine.ask(Entrypoint.DECISION, request);
        var explanation = engine.ask(Entrypoint.EXPLANATION, request);
        return new Explained(
                request,
                before,
                reasons(decision),
                explanation.path("plan"),
                explanation.path("withheld"));
    }

    boolean allowed() {
        return reasons.isEmpty();
    }

    /** Whether the refusal depends on the person's state. */
    boolean byState() {
        return !allowed() && beforePerson.isEmpty();
    }

    String word(String name) {
        return request.path(name).asString("");
    }

    private static List<String> reasons(JsonNode decision) {
        var reasons = new ArrayList<String>();
        decision.path("reasons").forEach(reason -> reasons.add(reason.asString()));
        return List.copyOf(reasons);
    }
}
