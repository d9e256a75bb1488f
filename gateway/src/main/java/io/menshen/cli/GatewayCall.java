package io.menshen.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A call of a running gateway by a command, with the access token that the environment holds. */
final class GatewayCall {
    private static final String TOKEN = "MENSHEN_TOKEN";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI gateway;
    private final String token;

    /**
     * A call with the token of that environment.
     *
     * @throws CannotException where there is none
     */
    GatewayCall(URI gateway, Map<String, String> environment) {
        this.gateway = gateway;
        this.token = environment.getOrDefault(TOKEN, "").strip();
        if (token.isEmpty()) {
            throw new CannotException(
                    TOKEN + " is not set: put an access token there of someone who may audit");
        }
    }

    /**
     * Posts a body of JSON.
     *
     * @throws CannotException where the gateway is not reached or refuses
     */
    JsonNode post(String path, String body) throws IOException {
        var request =
                HttpRequest.newBuilder(gateway.resolve(path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        try (var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            return read(client.send(request, BodyHandlers.ofString()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CannotException("interrupted");
        } catch (IOException e) {
            throw new CannotException(
                    "no gateway answers at "
                            + gateway
                            + " ("
                            + e.getClass().getSimpleName()
                            + "). Name its door by --url, or start one: ./menshen up");
        }
    }

    private JsonNode read(HttpResponse<String> response) {
        try {
            var json = JSON.readTree(response.body());
            if (response.statusCode() == 200) {
                return json;
            }
            throw new CannotException(
                    "the gateway answers %d: %s".formatted(response.statusCode(), told(json)));
        } catch (JacksonException _) {
            throw new CannotException(gateway + " answers, but it is no gateway of Menshen");
        }
    }

    private static String told(JsonNode problem) {
        var codes =
                problem.path("reasons")
                        .valueStream()
                        .map(reason -> reason.path("code").asString(""))
                        .toList();
        return problem.path("title").asString("no problem was told")
                + (codes.isEmpty() ? "" : " " + codes);
    }
}
