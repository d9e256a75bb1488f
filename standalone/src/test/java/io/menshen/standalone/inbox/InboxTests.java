package io.menshen.standalone.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.connectors.TextMessage;
import io.menshen.connectors.http.Gate;
import io.menshen.connectors.http.HttpTexts;
import io.menshen.connectors.http.Signature;
import io.menshen.connectors.http.SigningBytes;
import io.menshen.kernel.Personal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxTests {
    private static final SigningBytes KEY = new SigningBytes(new byte[32]);

    private final Inbox inbox = Inbox.start(KEY, Clock.systemUTC(), 0);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        inbox.close();
    }

    private String page() throws Exception {
        var request = HttpRequest.newBuilder(inbox.page()).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private int posted(String body, String signature) throws Exception {
        var request =
                HttpRequest.newBuilder(inbox.address())
                        .header(Signature.HEADER, signature)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String signed(String body) {
        return Signature.of(KEY, Instant.now(), body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shows_what_the_connector_sends_once() throws Exception {
        var gate = new Gate(inbox.address(), KEY, Duration.ofSeconds(10));
        var message =
                new TextMessage(
                        UUID.randomUUID(),
                        Personal.of("13800000001"),
                        Personal.of("code <123456>"));
        try (var texts = new HttpTexts(gate, Clock.systemUTC())) {
            texts.send(message).block();
            texts.send(message).block();
        }
        assertThat(page()).containsOnlyOnce("13800000001").contains("code &lt;123456>");
    }

    @Test
    void takes_nothing_that_is_not_signed() throws Exception {
        var body = "{\"id\":\"1\",\"number\":\"13800000001\",\"text\":\"x\"}";
        assertThat(posted(body, "")).isEqualTo(403);
        assertThat(posted(body, signed("{}"))).isEqualTo(403);
        assertThat(posted("no json", signed("no json"))).isEqualTo(403);
        assertThat(page()).doesNotContain("13800000001");
        assertThat(posted(body, signed(body))).isEqualTo(204);
    }

    @Test
    void is_shown_under_its_own_address_only() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), inbox.page().getPort())) {
            var request = "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("<html");
        }
    }
}
