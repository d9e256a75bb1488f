package io.menshen.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.menshen.connectors.DeliveryException;
import io.menshen.connectors.DeliveryException.Kind;
import io.menshen.connectors.TextMessage;
import io.menshen.kernel.Personal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTextsTests {
    private static final SigningBytes KEY =
            new SigningBytes("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    private static final TextMessage MESSAGE =
            new TextMessage(
                    UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e"),
                    Personal.of("13800000001"),
                    Personal.of("123456 is your code"));

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int status = 204;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            bodies.add(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            signatures.add(exchange.getRequestHeaders().getFirst(Signature.HEADER));
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            if (status == 0) {
                ended.await();
            }
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private HttpTexts texts(Duration limit) {
        return new HttpTexts(new Gate(address(), KEY, limit), Clock.systemUTC());
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/texts");
    }

    private static Kind refused(HttpTexts texts) {
        var failure =
                catchThrowableOfType(DeliveryException.class, () -> texts.send(MESSAGE).block());
        assertThat(failure.toString()).doesNotContain("13800000001", "123456", "127.0.0.1");
        return failure.kind();
    }

    @Test
    void posts_what_the_other_side_can_hold_to_its_signature() {
        try (var texts = texts(Duration.ofSeconds(10))) {
            texts.send(MESSAGE).block();
        }
        assertThat(bodies)
                .containsExactly(
                        "{\"id\":\"0f8fad5b-d9cb-469f-a165-70867728950e\",\"number\":\"13800000001\",\"text\":\"123456 is your code\"}");
        assertThat(keys).containsExactly("0f8fad5b-d9cb-469f-a165-70867728950e");
        var body = bodies.getFirst().getBytes(StandardCharsets.UTF_8);
        assertThat(Signature.holds(KEY, Instant.now(), signatures.getFirst(), body)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED",
        "403, REFUSED",
        "408, UNREACHABLE",
        "429, UNREACHABLE",
        "500, UNREACHABLE",
        "503, UNREACHABLE",
        "302, UNREACHABLE"
    })
    void tells_what_may_be_tried_again(int answered, Kind kind) {
        status = answered;
        try (var texts = texts(Duration.ofSeconds(10))) {
            assertThat(refused(texts)).isEqualTo(kind);
        }
        assertThat(bodies).as("redirects are not followed").hasSize(1);
    }

    @Test
    void gives_up_after_its_limit_and_then_posts_no_more() {
        status = 0;
        try (var texts = texts(Duration.ofMillis(200))) {
            for (var i = 0; i < 10; i++) {
                assertThat(refused(texts)).isEqualTo(Kind.UNREACHABLE);
            }
        }
        assertThat(bodies).hasSizeLessThan(10);
    }

    @Test
    void nobody_listening_is_unreachable() {
        server.stop(0);
        try (var texts = texts(Duration.ofSeconds(10))) {
            assertThat(refused(texts)).isEqualTo(Kind.UNREACHABLE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sms.example.cn/texts",
                "ftp://127.0.0.1/texts",
                "https://sms.example.cn/texts?key=x",
                "http://127.0.0.1.example.cn/"
            })
    void an_address_that_is_open_to_others_is_refused(String address) {
        assertThatThrownBy(() -> new Gate(URI.create(address), KEY, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_signature_holds_for_its_body_its_key_and_its_time() {
        var now = Instant.parse("2026-11-29T10:00:00Z");
        var body = "{}".getBytes(StandardCharsets.UTF_8);
        var header = Signature.of(KEY, now, body);

        assertThat(Signature.holds(KEY, now.plusSeconds(300), header, body)).isTrue();
        assertThat(Signature.holds(KEY, now.plusSeconds(301), header, body)).isFalse();
        assertThat(Signature.holds(KEY, now, header, new byte[] {'x'})).isFalse();
        assertThat(Signature.holds(KEY, now, header.replace("t=1", "t=2"), body)).isFalse();
        assertThat(Signature.holds(KEY, now, "", body)).isFalse();
        var other = new SigningBytes(new byte[32]);
        assertThat(Signature.holds(other, now, header, body)).isFalse();
    }
}
