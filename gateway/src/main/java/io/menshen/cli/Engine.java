package io.menshen.cli;

import io.menshen.policy.Bundle;
import io.menshen.policy.EmbeddedEngine;
import io.menshen.policy.PolicyEngine.Entrypoint;
import java.io.IOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The embedded engine, asked one question after the other. */
final class Engine {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final EmbeddedEngine engine;

    Engine(BundleFiles archive) throws IOException {
        engine = new EmbeddedEngine(Bundle.read(archive.bytes()), 1);
    }

    JsonNode ask(Entrypoint entrypoint, ObjectNode request) {
        var input = JSON.writeValueAsBytes(request);
        // A command has no event loop that waiting could stop.
        return JSON.readTree(
                Objects.requireNonNull(engine.evaluate(entrypoint, input).toFuture().join()));
    }

    /**
     * The decision without its revision and the fields outside the purpose, which every decision
     * repeats.
     */
    ObjectNode decide(ObjectNode request) {
        var decision = ask(Entrypoint.DECISION, request);
        var told = JSON.createObjectNode();
        told.set("allow", decision.path("allow"));
        told.set("plan", decision.path("plan"));
        told.set("reasons", decision.path("reasons"));
        var withheld = told.putObject("withheld");
        for (var field : decision.path("withheld").properties()) {
            if (!field.getValue().asString("").equals("field_outside_purpose")) {
                withheld.set(field.getKey(), field.getValue());
            }
        }
        return told;
    }
}
