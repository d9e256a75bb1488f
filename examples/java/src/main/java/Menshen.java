import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One consumer. Personal values stand in bodies only: never put one into an address or a log. */
final class Menshen {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int TRIES = 5;

    private final RestClient client;

    Menshen(String address, String token) {
        var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(Duration.ofSeconds(30));
        client = RestClient.builder()
                .baseUrl(address)
                .requestFactory(requests)
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .build();
    }

    /** An answer that is no 200. Branch on type; decision names no person and goes into your log. */
    static final class Refused extends RuntimeException {
        final int status;
        final JsonNode problem;

        Refused(int status, JsonNode problem) {
            super(status + " " + problem.path("type").asString() + " " + problem.path("decision").asString());
            this.status = status;
            this.problem = problem;
        }
    }

    /** The notice of a purpose that is in force at a channel. */
    JsonNode notice(String channel, String purpose) {
        var answer = send(() -> answered(client.get().uri("/v1/notices/current?channel={channel}", channel)));
        for (var one : JSON.readTree(answer).path("items")) {
            if (one.path("purpose").asString().equals(purpose)) {
                return one;
            }
        }
        throw new IllegalStateException("no notice of " + purpose + " is open to this consumer");
    }

    /** Posts JSON and gives JSON. */
    JsonNode call(String path, Map<String, ?> body) {
        return JSON.readTree(post(path, MediaType.APPLICATION_JSON, JSON.writeValueAsString(body), null));
    }

    /** A write takes a key, so that however often it is sent it has one effect. */
    JsonNode write(String path, Map<String, ?> body, String key) {
        return JSON.readTree(post(path, MediaType.APPLICATION_JSON, JSON.writeValueAsString(body), key));
    }

    /** Posts a line each and gives an answer each, in the same order. */
    List<JsonNode> lines(String path, List<Map<String, ?>> bodies) {
        var lines = new StringBuilder();
        bodies.forEach(body -> lines.append(JSON.writeValueAsString(body)).append('\n'));
        var answers = new ArrayList<JsonNode>();
        post(path, MediaType.APPLICATION_NDJSON, lines.toString(), null)
                .lines()
                .forEach(line -> answers.add(JSON.readTree(line)));
        if (answers.isEmpty() || !answers.removeLast().path("end").asBoolean(false)) {
            throw new IllegalStateException("the answer was cut off: ask again for what is missing");
        }
        return answers;
    }

    private record Answer(HttpStatusCode status, HttpHeaders headers, String body) {}

    /** 429 and 503 say when to come again; nothing else gets better by repeating it. */
    private String post(String path, MediaType type, String body, String key) {
        return send(() -> once(path, type, body, key));
    }

    private static String send(Supplier<Answer> call) {
        for (var attempt = 1; ; attempt++) {
            var answer = call.get();
            if (answer.status().value() == 200) {
                return answer.body();
            }
            var later = answer.status().value() == 429 || answer.status().value() == 503;
            if (!later || attempt == TRIES) {
                var problem = answer.body().isEmpty() ? "{}" : answer.body();
                throw new Refused(answer.status().value(), JSON.readTree(problem));
            }
            pause(answer.headers().getFirst(HttpHeaders.RETRY_AFTER));
        }
    }

    private Answer once(String path, MediaType type, String body, String key) {
        return answered(client.post()
                .uri(path)
                .contentType(type)
                .headers(headers -> {
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .body(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Answer answered(RestClient.RequestHeadersSpec<?> call) {
        return call.exchange((request, response) -> new Answer(
                response.getStatusCode(),
                response.getHeaders(),
                new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8)));
    }

    private static void pause(String seconds) {
        try {
            Thread.sleep(Duration.ofSeconds(seconds == null ? 1 : Long.parseLong(seconds)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
