package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsIntegrationTests {
    private static final String C = Canary.TEXT;

    /** What the route that tells an address has to answer. */
    private static final String SEEN = "http://x/v1/seen?mobile=" + C;

    private static final List<String> REQUESTS =
            List.of(
                    "GET /v1/" + C + " HTTP/1.1\r\nHost: x\r\n\r\n",
                    "GET /v1/seen?mobile=" + C + " HTTP/1.1\r\nHost: x\r\n\r\n",
                    "GET /v1/broken?mobile=" + C + " HTTP/1.1\r\nHost: x\r\n\r\n",
                    "GET /v1/broken-late?mobile=" + C + " HTTP/1.1\r\nHost: x\r\n\r\n",
                    "GET /v1/who HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + C + "\r\n\r\n",
                    "GET /v1/seen HTTP/1.1\r\nHost: x\r\nCookie: a="
                            + C
                            + "\r\nA: "
                            + C
                            + "\r\n\r\n",
                    "GET /v1/%zz" + C + " HTTP/1.1\r\nHost: x\r\n\r\n",
                    "GET /v1/seen HTTP/1.1\r\nHost: x\r\nA: " + C + "\u0000\r\n\r\n",
                    "GET /v1/seen HTTP/1.1\r\nHost: x\r\n" + C + "\r\n\r\n",
                    C + " /v1/seen HTTP/1.1\r\nHost: x\r\n\r\n",
                    "GET /v1/seen " + C + "\r\n\r\n",
                    post("application/json", "{\"name\":\"a\",\"" + C + "\":\"" + C + "\"}"),
                    post("application/json", "{\"name\":" + C + "}"),
                    post(C, "{\"name\":\"" + C + "\"}"),
                    post("application/json; charset=" + C, "{\"name\":\"" + C + "\"}"),
                    post("application/json\r\nTransfer-Encoding: " + C, C),
                    post("application/json\r\nContent-Encoding: " + C, C));

    private static String post(String type, String body) {
        return "POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(type, body.length(), body);
    }

    @Test
    void no_log_line_repeats_what_a_request_or_an_exception_held() throws IOException {
        try (var gateway = new TestGateway();
                var canary = Canary.listen(Level.INFO)) {
            for (var request : REQUESTS) {
                try (var client = new Raw(gateway.port())) {
                    var answer = client.send(request).read(Duration.ofMillis(300));
                    assertThat(answer.replace(SEEN, "")).doesNotContain(C);
                }
            }
            assertThat(canary.lines()).anyMatch(line -> line.contains("ProblemWriter d_"));
            assertThat(canary.sung()).isEmpty();
        }
    }

    @Test
    void no_log_line_dumps_what_was_sent_in_clear_to_a_door_with_tls(@TempDir Path folder)
            throws Exception {
        var door = TestGateway.door(8, Certificates.in(folder).files());
        try (var gateway = new TestGateway(door, TestGateway.SHORT, List.of());
                var canary = Canary.listen(Level.INFO);
                var client = new Raw(gateway.port())) {
            client.send(post("application/json", C));
            assertThat(client.closedWithin(Duration.ofSeconds(5))).isTrue();
            var hex = HexFormat.of().formatHex(C.getBytes(StandardCharsets.US_ASCII));
            assertThat(canary.lines()).noneMatch(line -> line.contains(hex));
            assertThat(canary.sung()).isEmpty();
        }
    }
}
