package io.menshen.benchmarks.run;

import io.menshen.benchmarks.load.Requests;
import io.menshen.benchmarks.parts.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The requests of all contenders, as files. */
final class Reads {
    /** Lines of one batch. */
    static final int BATCH = 200;

    /** Six sealed values of one store: four masked, two as tokens. */
    private static final List<String> ONE_STORE =
            List.of("full_name", "mobile", "email", "birth_date", "member_card_no", "external_id");

    /** Six values that lie in all three stores. */
    private static final List<String> THREE_STORES =
            List.of("full_name", "mobile", "email", "home_address", "gender", "tier");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Deployment deployment;

    Reads(Deployment deployment) {
        this.deployment = deployment;
    }

    /** Reads of six values of one store, by token. */
    String oneStore() throws IOException {
        return singles("one-store", ONE_STORE);
    }

    /** Reads of six values of three stores, by token. */
    String threeStores() throws IOException {
        return singles("three-stores", THREE_STORES);
    }

    /** The reads of {@link #oneStore}, {@link #BATCH} lines a request. */
    String batches() throws IOException {
        var tokens = deployment.tokens();
        var batches = new ArrayList<byte[]>();
        for (var i = 0; i < tokens.size(); i += BATCH) {
            var lines =
                    java.util.stream.IntStream.range(i, i + BATCH)
                            .mapToObj(at -> body(tokens.get(at % tokens.size()), ONE_STORE) + "\n")
                            .collect(Collectors.joining());
            batches.add(
                    Requests.post(
                            "/v1/disclosures/batch", "application/x-ndjson", bearer(), lines));
        }
        return written("batches", batches);
    }

    private String singles(String name, List<String> fields) throws IOException {
        var bearer = bearer();
        return written(
                name,
                deployment.tokens().stream()
                        .map(token -> body(token, fields))
                        .map(body ->
                                Requests.post("/v1/disclosures", "application/json", bearer, body))
                        .toList());
    }

    private String bearer() {
        return "Authorization: Bearer " + deployment.bearer() + "\r\n";
    }

    private String body(String token, List<String> fields) {
        var asked =
                JSON.createObjectNode()
                        .put("purpose", deployment.purpose())
                        .set("subject", JSON.createObjectNode().put("token", token))
                        .set("fields", JSON.valueToTree(fields));
        return JSON.writeValueAsString(asked);
    }

    /** Reads of a comparison server. */
    String bare(List<UUID> people) throws IOException {
        return written(
                "bare",
                people.stream()
                        .map(id -> "{\"id\":\"%s\"}".formatted(id))
                        .map(body -> Requests.post("/people", "application/json", "", body))
                        .toList());
    }

    /** Not even a read. */
    String hello() throws IOException {
        return written("hello", List.of(Requests.get("/hello")));
    }

    private String written(String name, List<byte[]> requests) throws IOException {
        Path file = deployment.file(name + ".requests");
        return Requests.write(file, requests).toString();
    }
}
