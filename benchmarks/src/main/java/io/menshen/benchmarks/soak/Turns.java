package io.menshen.benchmarks.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.menshen.benchmarks.parts.Deployment;
import io.menshen.benchmarks.parts.Started;
import io.menshen.standalone.process.GatewayProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** One person agrees, is read at the other gateway, withdraws at the first, and is read again. */
final class Turns implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int GOOD = 200;
    private static final int DENIED = 403;
    private static final int BUSY = 503;
    private static final int TRIES = 30;

    private final Deployment deployment;
    private final GatewayProcess other;
    private final String bearer;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();

    Turns(Deployment deployment, GatewayProcess other) {
        this.deployment = deployment;
        this.other = other;
        this.bearer = deployment.bearer();
    }

    /** Reads that were answered before a withdrawal. */
    int served() {
        return served.get();
    }

    /** First reads after a withdrawal that were refused because of it. */
    int refused() {
        return refused.get();
    }

    /** How often the read after a withdrawal was put off, which shows nothing either. */
    int busy() {
        return busy.get();
    }

    /**
     * A turn of the person of that number.
     *
     * @throws IOException where anything but the last read is not answered as it must be
     */
    void once(int number) throws IOException, InterruptedException {
        var token = deployment.tokens().get(number);
        var here = deployment.gateway();
        good(send(here.api("/v1/intakes"), JSON.writeValueAsBytes(deployment.newcomer(number))));
        var reading = Ground.read(deployment.purpose(), token).getBytes(UTF_8);
        good(send(other.api("/v1/disclosures"), reading));
        served.incrementAndGet();
        var withdrawal = Map.of("purpose", deployment.purpose(), "subject", Map.of("token", token));
        good(send(here.api("/v1/withdrawals"), JSON.writeValueAsBytes(withdrawal)));
        var answer = send(other.api("/v1/disclosures"), reading, busy);
        if (answer.statusCode() == DENIED && answer.body().contains("consent_withdrawn")) {
            refused.incrementAndGet();
        }
    }

    private static void good(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != GOOD) {
            throw new IOException(answer.uri().getPath() + " answers " + answer.statusCode());
        }
    }

    /** Who is told to come back later does so. */
    private HttpResponse<String> send(URI address, byte[] body)
            throws IOException, InterruptedException {
        return send(address, body, new AtomicInteger());
    }

    private HttpResponse<String> send(URI address, byte[] body, AtomicInteger later)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + bearer)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .timeout(PATIENCE)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        for (var tries = 1; ; tries++) {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != BUSY || tries == TRIES) {
                return answer;
            }
            later.incrementAndGet();
            Started.pause(Duration.ofMillis(200));
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
