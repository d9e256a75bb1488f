package io.menshen;

import io.menshen.RunningGateway.Caller;
import io.menshen.cli.CommandRun;
import io.menshen.kernel.SubjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** The privacy desk, and the officer who sits there. */
record PrivacyDesk(TestDeployment deployment, RunningGateway gateway) {
    static final Caller OFFICER = new Caller("privacy-desk", "s-privacy-01");
    static final Caller SECOND = new Caller("privacy-desk", "s-privacy-02");
    static final String HOLDS = "/v1/holds";
    static final String ERASURES = "/v1/rights/erasures";

    /** A policy under which an officer has as much to do as a test. */
    static SignedPolicy busy() {
        return busy(_ -> {});
    }

    /** The same with another change of the registries. */
    static SignedPolicy busy(Consumer<ObjectNode> more) {
        return SignedPolicy.altered(registries -> {
            more.accept(registries);
            for (var desk : List.of("privacy-desk", "service-desk")) {
                var caps = registries.path("consumers").path(desk).path("caps");
                ((ObjectNode) caps).put("per_minute", 10_000).put("staff_per_minute", 10_000);
            }
        });
    }

    static PrivacyDesk of(TestDeployment deployment) {
        return new PrivacyDesk(deployment, deployment.gateway());
    }

    String token(SubjectId person) {
        return gateway.token(person, "privacy-desk", "rights_request");
    }

    Map<String, ?> erasing(SubjectId person) {
        return Map.of("subject", Map.of("token", token(person)), "reason", "requested");
    }

    Answer erase(SubjectId person) {
        return gateway.post(ERASURES, OFFICER, erasing(person));
    }

    /** Asks for a hold, or for the lifting of one. */
    Answer ask(SubjectId person, String act) {
        return ask(person, act, act.equals("set") ? "litigation" : "ended");
    }

    Answer ask(SubjectId person, String act, String ground) {
        var subject = Map.of("token", token(person));
        var body = Map.of("subject", subject, "act", act, "ground", ground);
        return gateway.post(HOLDS, OFFICER, body);
    }

    /** A request with whom it is about. */
    Answer hold(Caller caller, Answer asked) {
        var id = asked.body().path("hold").path("hold_id").asString("none");
        return gateway.get(HOLDS + "/" + id, caller);
    }

    Answer end(Caller caller, Answer asked, String verb) {
        var id = asked.body().path("hold").path("hold_id").asString("none");
        return gateway.post(HOLDS + "/" + id + "/" + verb, caller, Map.of());
    }

    /** Two officers set a hold, or lift it. */
    Answer held(SubjectId person, String act) {
        return end(SECOND, ask(person, act), "approve");
    }

    /** As {@code ./menshen rights verify-erasure} with what the desk was answered. */
    CommandRun verified(String proof) throws IOException {
        var file = Files.createTempFile("receipt", ".json");
        Files.writeString(file, proof);
        return deployment.command("rights", "verify-erasure", file.toString());
    }
}
