package io.menshen.benchmarks.soak;

import io.menshen.benchmarks.load.Order;
import io.menshen.benchmarks.load.Requests;
import io.menshen.benchmarks.parts.Deployment;
import io.menshen.benchmarks.run.LoadProcess;
import java.io.IOException;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where trials run.
 *
 * @param load the process that asks in a closed loop
 */
public record Ground(Deployment deployment, LoadProcess load) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Reads of every person by token, as a file for the process that asks. */
    String reads() throws IOException {
        var headers = "Authorization: Bearer " + deployment.bearer() + "\r\n";
        var requests =
                deployment.tokens().stream()
                        .map(token -> read(deployment.purpose(), token))
                        .map(body ->
                                Requests.post("/v1/disclosures", "application/json", headers, body))
                        .toList();
        return Requests.write(deployment.file("soak.requests"), requests).toString();
    }

    static String read(String purpose, String token) {
        var asked =
                JSON.createObjectNode()
                        .put("purpose", purpose)
                        .set("subject", JSON.createObjectNode().put("token", token));
        return JSON.writeValueAsString(asked);
    }

    /** The gateway's port. */
    int port() {
        return deployment.gateway().api("/").getPort();
    }

    /** So many connections that each ask again as soon as they are answered. */
    Order closedLoop(int connections, Duration time) throws IOException {
        return new Order(port(), connections, time.toMillis(), reads(), "}");
    }
}
