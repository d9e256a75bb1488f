package io.menshen.benchmarks.parts;

import io.menshen.standalone.StandaloneException;
import io.menshen.standalone.process.GatewayProcess;
import io.menshen.standalone.terminal.Progress;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Made-up members who are taken in by the gateway's own door, as an app would do it. */
final class Newcomers {
    /** The consumer that takes them in and reads them. */
    static final String CONSUMER = "app";

    /** The purpose of both. */
    static final String PURPOSE = "member_register";

    private static final int AT_ONCE = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_TRIES = 10;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final GatewayProcess gateway;
    private final String bearer;
    private volatile @Nullable JsonNode notice;

    Newcomers(GatewayProcess gateway, String bearer) {
        this.gateway = gateway;
        this.bearer = bearer;
    }

    /** Takes in that many; the answer is a token for each. */
    List<String> take(int people, Progress progress) {
        progress.at(0, people);
        notice = shown();
        try (var client = HttpClient.newHttpClient();
                var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var tokens =
                    threads.invokeAll(
                            IntStream.range(0, people)
                                    .mapToObj(number -> taking(client, number, progress))
                                    .toList());
            var all = new java.util.ArrayList<String>();
            for (var token : tokens) {
                all.add(token.get());
            }
            return List.copyOf(all);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("interrupted while people were taken in", e);
        } catch (ExecutionException e) {
            throw new StandaloneException("a person was not taken in: " + e.getCause(), e);
        }
    }

    /** The notice that is in force: whoever takes somebody in hands its version and hash on. */
    private JsonNode shown() {
        var request =
                HttpRequest.newBuilder(gateway.api("/v1/notices/current?channel=" + CONSUMER))
                        .header("Authorization", "Bearer " + bearer)
                        .timeout(PATIENCE)
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            for (var one : JSON.readTree(answer.body()).path("items")) {
                if (one.path("purpose").asString("").equals(PURPOSE)) {
                    return one;
                }
            }
            throw new StandaloneException("no notice, the answer was " + answer.statusCode());
        } catch (IOException e) {
            throw new StandaloneException("no notice: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("interrupted while the notice was asked for", e);
        }
    }

    private Callable<String> taking(HttpClient client, int number, Progress progress) {
        return () -> {
            var token = take(client, number);
            progress.another();
            return token;
        };
    }

    private String take(HttpClient client, int number) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(gateway.api("/v1/intakes"))
                        .header("Authorization", "Bearer " + bearer)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .timeout(PATIENCE)
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(member(number))))
                        .build();
        for (var tries = 1; ; tries++) {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return JSON.readTree(answer.body()).path("subject").asString("");
            }
            if (answer.statusCode() != 503 || tries == MOST_TRIES) {
                throw new IOException("an intake was answered " + answer.statusCode());
            }
            pause(answer.headers());
        }
    }

    /** As long as a gateway that has too much to do asks for. */
    private static void pause(HttpHeaders headers) {
        Started.pause(Duration.ofSeconds(headers.firstValueAsLong("Retry-After").orElse(1)));
    }

    /** The request that takes in the person of that number. */
    Map<String, Object> member(int number) {
        return Map.of(
                "channel",
                CONSUMER,
                "purpose",
                PURPOSE,
                "verification",
                "code",
                "fields",
                fields(number),
                "consents",
                List.of(consent()));
    }

    private Map<String, Object> consent() {
        var present = notice == null ? shown() : notice;
        notice = present;
        return Map.of(
                "purpose",
                PURPOSE,
                "notice_version",
                present.path("version").asInt(),
                "notice_hash",
                present.path("hash").asString(),
                "act",
                "ticked",
                "separate",
                List.of("address"));
    }

    private static Map<String, String> fields(int number) {
        return Map.of(
                "external_id", "bench-%06d".formatted(number),
                "member_card_no", "BENCH%08d".formatted(number),
                "full_name", "诸葛慧敏",
                "mobile", "142%08d".formatted(number),
                "email", "bench.%06d@demo.example".formatted(number),
                "birth_date", "1990-03-05",
                "gender", "female",
                "tier", "gold",
                "home_address", "上海市浦东新区测试路%d号101室".formatted(1 + number));
    }
}
