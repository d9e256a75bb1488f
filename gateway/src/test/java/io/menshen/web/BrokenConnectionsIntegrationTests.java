package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.server.HttpServer;
import reactor.netty.tcp.SslProvider;
import reactor.test.StepVerifier;

/**
 * Connections that half close or break, and an issuer that is reached by a bad name or certificate.
 */
class BrokenConnectionsIntegrationTests {
    private static final TestGateway GATEWAY = new TestGateway();
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String LINE = "{\"name\":\"big\"}\n";

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @Test
    void a_client_that_half_closes_has_its_answer_or_an_end_and_holds_nothing() throws IOException {
        for (var path : new String[] {"/v1/seen", "/v1/slow"}) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), GATEWAY.port())) {
                var request = "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                socket.setSoTimeout((int) SOON.toMillis());
                var answer =
                        new String(
                                socket.getInputStream().readAllBytes(),
                                StandardCharsets.ISO_8859_1);
                assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 200"))
                        .as(answer)
                        .isTrue();
            }
        }
        free();
    }

    @Test
    void a_body_that_half_closes_before_its_end_is_refused_and_holds_nothing() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), GATEWAY.port())) {
            var request =
                    "POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.setSoTimeout((int) SOON.toMillis());
            var answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).doesNotContain("HTTP/1.1 2").doesNotContain("HTTP/1.1 5");
        }
        free();
    }

    @Test
    void a_client_that_resets_in_the_midst_of_its_answer_holds_nothing() throws IOException {
        var lines = LINE.repeat(500);
        for (var i = 0; i < 20; i++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), GATEWAY.port())) {
                var request =
                        "POST /v1/lines HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nContent-Length: "
                                + lines.length()
                                + "\r\n\r\n"
                                + lines;
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                socket.setSoTimeout((int) SOON.toMillis());
                assertThat(socket.getInputStream().readNBytes(1_000)).hasSize(1_000);
                socket.setSoLinger(true, 0);
            }
        }
        free();
    }

    private static void free() {
        assertThat(Eventually.holds(() -> GATEWAY.doors.inFlight(Door.API) == 0)).isTrue();
        assertThat(GATEWAY.serves()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Range", "If-None-Match", "If-Range", "Accept-Encoding", "TE"})
    void headers_that_could_change_what_is_shown_change_nothing(String header) {
        var plain = GATEWAY.get("/v1/seen");
        var answer = GATEWAY.get("/v1/seen", header, header.equals("Range") ? "bytes=0-3" : "*");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(plain.body());
        assertThat(answer.headers().firstValue("ETag")).isEmpty();
        assertThat(answer.headers().firstValue("Accept-Ranges")).isEmpty();
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void an_issuer_whose_certificate_nobody_vouches_for_gives_no_keys(@TempDir Path folder)
            throws IOException, GeneralSecurityException {
        var files = Certificates.in(folder).files();
        SslProvider.GenericSslContextSpec<SslContextBuilder> tls =
                Http11SslContextSpec.forServer(
                        files.certificate().toFile(), files.privateKey().toFile());
        var server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .secure(ssl -> ssl.sslContext(tls))
                        .handle((_, answer) -> answer.sendString(Mono.just("{\"keys\":[]}")))
                        .bindNow();
        try {
            StepVerifier.create(keys("https://localhost:" + server.port() + "/jwks"))
                    .verifyErrorMatches(BrokenConnectionsIntegrationTests::isHandshake);
        } finally {
            server.disposeNow();
        }
    }

    private static boolean isHandshake(Throwable thrown) {
        return thrown instanceof javax.net.ssl.SSLException
                || Objects.requireNonNullElse(thrown.getCause(), thrown)
                        instanceof java.security.cert.CertificateException;
    }

    @Test
    void an_issuer_whose_name_does_not_resolve_gives_no_keys() {
        StepVerifier.create(keys("http://issuer.invalid/jwks"))
                .expectError()
                .verify(SOON.multipliedBy(6));
    }

    private static Mono<?> keys(String address) {
        return KeySource.of(
                        new IssuerProperties(
                                "idp", TestIssuer.ISSUER, "x", URI.create(address), null))
                .fetch();
    }
}
