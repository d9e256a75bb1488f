package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SheddingIntegrationTests {
    private static final Duration QUICK = Duration.ofMillis(50);
    private static final int ROUNDS = 5;

    /** Requests that are answered once the gate is open. */
    private static List<CompletableFuture<HttpResponse<String>>> waiting(
            TestGateway gateway, HttpClient client, int count) {
        var request = HttpRequest.newBuilder(gateway.uri("/v1/gate")).build();
        return IntStream.range(0, count)
                .mapToObj(_ -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .toList();
    }

    @Test
    void sheds_what_is_too_much_at_once_and_serves_what_it_took() {
        try (var gateway = new TestGateway(8, TestGateway.LONG);
                var client = HttpClient.newHttpClient()) {
            assertThat(gateway.serves()).isTrue();
            var taken = waiting(gateway, client, 8);
            assertThat(Eventually.holds(() -> gateway.doors.inFlight(Door.API) == 8)).isTrue();

            var rounds = 1;
            while (shed(gateway).compareTo(QUICK) >= 0) {
                assertThat(++rounds).as("rounds that were not quick").isLessThanOrEqualTo(ROUNDS);
            }
            assertThat(gateway.meters.counter("menshen.shed", "door", "api").count())
                    .isEqualTo(100 * rounds);
            gateway.openGate();
            assertThat(taken).allMatch(answer -> answer.join().statusCode() == 200);
            assertThat(gateway.serves()).isTrue();
        }
    }

    /** How long 95 of 100 refusals took at most; others of this machine may slow a round down. */
    private static Duration shed(TestGateway gateway) {
        var times = new ArrayList<Duration>();
        for (var i = 0; i < 100; i++) {
            var begun = System.nanoTime();
            var answer = gateway.get("/v1/seen");
            times.add(Duration.ofNanos(System.nanoTime() - begun));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(answer.body()).contains("/problems/overloaded");
        }
        times.sort(null);
        return times.get(94);
    }

    @Test
    void lets_requests_in_hand_end_at_shutdown_and_takes_no_more() throws Exception {
        try (var gateway = new TestGateway(512, TestGateway.LONG);
                var client = HttpClient.newHttpClient();
                var kept = new Raw(gateway.port())) {
            kept.send("GET /v1/seen HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(kept.readAnswer()).startsWith("HTTP/1.1 200");
            var inHand = waiting(gateway, client, 5);
            assertThat(Eventually.holds(() -> gateway.doors.inFlight(Door.API) == 5)).isTrue();

            var port = gateway.port();
            var stopped = CompletableFuture.runAsync(gateway.doors::stop);
            assertThat(Eventually.holds(() -> TestGateway.refuses(port))).isTrue();
            kept.send("GET /v1/seen HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(kept.readToEnd())
                    .startsWith("HTTP/1.1 503")
                    .containsIgnoringCase("connection: close");

            gateway.openGate();
            assertThat(inHand).allMatch(answer -> answer.join().statusCode() == 200);
            stopped.get(30, TimeUnit.SECONDS);
            assertThat(gateway.doors.isRunning()).isFalse();
        }
    }
}
