package io.menshen.standalone.demo;

import io.menshen.standalone.identity.DevelopmentIssuer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Asks gateways over HTTP, as any service would. */
final class GatewayClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final DevelopmentIssuer issuer;

    GatewayClient(DevelopmentIssuer issuer) {
        this.issuer = issuer;
    }

    /** Asks for fields of one person. */
    Answer disclose(
            GatewayAt gateway, Asker asker, Map<String, String> subject, List<String> fields)
            throws IOException {
        return post(
                gateway,
                asker,
                "/v1/disclosures",
                Map.of("purpose", asker.purpose(), "subject", subject, "fields", fields));
    }

    Answer post(GatewayAt gateway, Asker asker, String path, Map<String, Object> body)
            throws IOException {
        var request =
                request(gateway, asker, path)
                        .header("Content-Type", "application/json")
                        .timeout(PATIENCE)
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return answer(request.build());
    }

    Answer get(GatewayAt gateway, Asker asker, String path) throws IOException {
        return answer(request(gateway, asker, path).timeout(PATIENCE).GET().build());
    }

    private Answer answer(HttpRequest request) throws IOException {
        return interruptibly(() -> {
            var response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), parsed(response.body()));
        });
    }

    /** Sends lines while the lines of the answer come back. */
    Stream<JsonNode> stream(
            GatewayAt gateway, Asker asker, String path, Supplier<InputStream> lines)
            throws IOException {
        var request =
                request(gateway, asker, path)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofInputStream(lines));
        return interruptibly(() ->
                http.send(request.build(), BodyHandlers.ofLines())
                        .body()
                        .map(GatewayClient::parsed));
    }

    private HttpRequest.Builder request(GatewayAt gateway, Asker asker, String path) {
        return HttpRequest.newBuilder(gateway.api(path))
                .header("Authorization", "Bearer " + issuer.mint(asker.consumer(), asker.staff()));
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }

    private static <T> T interruptibly(Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private interface Call<T> {
        T run() throws IOException, InterruptedException;
    }

    @Override
    public void close() {
        http.close();
    }
}
