package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.gates.Leaks;
import io.menshen.kernel.Clause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIntegrationTests {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir private static Path folder;
    private static SSLContext trusting;
    private static DoorProperties.Tls files;
    private static TestGateway gateway;

    /** With a second for a handshake or a head. */
    private static TestGateway hasty;

    @BeforeAll
    static void open() throws IOException, GeneralSecurityException {
        var certificates = Certificates.in(folder);
        trusting = certificates.trusting();
        files = certificates.files();
        var door = TestGateway.door(512, files);
        gateway = new TestGateway(door, TestGateway.LONG, List.of());
        hasty = new TestGateway(door, TestGateway.SHORT, List.of());
    }

    @AfterAll
    static void close() {
        gateway.close();
        hasty.close();
        Leaks.look();
    }

    private static HttpResponse<String> get(HttpClient.Version version, String path, int header)
            throws IOException, InterruptedException {
        var uri = URI.create("https://localhost:" + gateway.port() + path);
        var request = HttpRequest.newBuilder(uri).header("A", "x".repeat(header)).build();
        try (var client = HttpClient.newBuilder().version(version).sslContext(trusting).build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static boolean serves() throws IOException, InterruptedException {
        return get(HttpClient.Version.HTTP_2, "/v1/seen", 1).statusCode() == 200;
    }

    @Test
    void speaks_both_versions_by_what_the_client_offers() throws Exception {
        var two = get(HttpClient.Version.HTTP_2, "/v1/seen", 1);
        var one = get(HttpClient.Version.HTTP_1_1, "/v1/seen", 1);

        assertThat(two.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(one.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(List.of(one, two)).allMatch(it -> it.statusCode() == 200);
        assertThat(two.body()).startsWith("https://localhost:");
        assertThat(two.headers().firstValue("Menshen-Decision")).isPresent();
    }

    @Test
    void is_not_trusted_by_a_client_that_does_not_know_its_certificate() throws Exception {
        var uri = URI.create("https://localhost:" + gateway.port() + "/v1/seen");
        var request = HttpRequest.newBuilder(uri).build();
        try (var client = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
        assertThat(serves()).isTrue();
    }

    @Test
    void closes_on_one_that_speaks_no_tls_or_does_not_end_the_handshake() throws Exception {
        try (var plain = new Raw(hasty.port());
                var silent = new Raw(hasty.port())) {
            plain.send("GET /v1/seen HTTP/1.1\r\nHost: x\r\n\r\n");
            silent.send(new byte[] {22, 3, 1});
            assertThat(plain.closedWithin(SOON)).isTrue();
            assertThat(silent.closedWithin(SOON)).isTrue();
        }
        assertThat(serves()).isTrue();
    }

    @Test
    void bounds_headers_and_paths_on_http_2_too() throws Exception {
        assertThat(get(HttpClient.Version.HTTP_2, "/v1/seen", 12 << 10).statusCode())
                .isEqualTo(200);
        assertThat(get(HttpClient.Version.HTTP_2, "/v1//seen", 1).statusCode()).isEqualTo(404);
        assertThatThrownBy(() -> get(HttpClient.Version.HTTP_2, "/v1/seen", 64 << 10))
                .isInstanceOf(IOException.class);
        assertThat(serves()).isTrue();
    }

    @Test
    void answers_frames_written_by_hand() throws IOException {
        try (var client = new Http2(trusting, gateway.port())) {
            client.frame(
                    Http2.HEADERS, Http2.END_STREAM | Http2.END_HEADERS, 1, Http2.get("/v1/seen"));
            assertThat(client.readUntil("https://localhost/v1/seen"))
                    .contains("https://localhost/v1/seen");
        }
    }

    @Test
    void cuts_off_rapid_resets() throws Exception {
        try (var client = new Http2(trusting, gateway.port())) {
            for (var i = 0; i < 1_000; i++) {
                var stream = 2 * i + 1;
                client.frame(
                                Http2.HEADERS,
                                Http2.END_STREAM | Http2.END_HEADERS,
                                stream,
                                Http2.get("/v1/slow"))
                        .frame(Http2.RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
            }
            assertThat(client.closedWithin(SOON)).isTrue();
        }
        assertThat(Eventually.holds(() -> gateway.doors.inFlight(Door.API) == 0)).isTrue();
        assertThat(serves()).isTrue();
    }

    @Test
    void cuts_off_a_flood_of_continuations() throws Exception {
        for (var size : new int[] {0, 1, 1024}) {
            try (var client = new Http2(trusting, gateway.port())) {
                client.frame(Http2.HEADERS, Http2.END_STREAM, 1, Http2.get("/v1/seen"));
                for (var i = 0; i < 2_000; i++) {
                    client.frame(Http2.CONTINUATION, 0, 1, new byte[size]);
                }
                assertThat(client.closedWithin(SOON)).as("frames of " + size).isTrue();
            }
        }
        assertThat(serves()).isTrue();
    }

    @Test
    void cuts_off_a_first_header_block_that_does_not_end() throws IOException {
        try (var client = new Http2(trusting, hasty.port())) {
            client.frame(Http2.HEADERS, Http2.END_STREAM, 1, Http2.get("/v1/seen"));
            assertThat(client.closedWithin(SOON)).isTrue();
        }
    }

    @Test
    void lets_streams_in_hand_end_at_shutdown() throws Exception {
        try (var other = new TestGateway(TestGateway.door(8, files), TestGateway.LONG, List.of());
                var client = HttpClient.newBuilder().sslContext(trusting).build()) {
            var uri = URI.create("https://localhost:" + other.port() + "/v1/gate");
            var request = HttpRequest.newBuilder(uri).build();
            var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
            assertThat(Eventually.holds(() -> other.doors.inFlight(Door.API) == 1)).isTrue();

            other.openGateWhile(other.doors::stop);

            assertThat(answer.join().version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.join().body()).isEqualTo("ok");
        }
    }

    @Test
    @Clause({"4.1.4-a", "4.1.4-b"})
    void opens_outside_of_loopback_with_tls_only() {
        var open = new DoorProperties(true, "0.0.0.0", 0, null, null, 8, 8);
        assertThatThrownBy(() -> properties(open))
                .hasMessageContaining("menshen.web.doors.api.certificate")
                .hasMessageContaining("0.0.0.0")
                .hasMessageContaining("only a loopback address is allowed");

        var missing =
                TestGateway.door(
                        8,
                        new DoorProperties.Tls(folder.resolve("no.crt"), folder.resolve("no.key")));
        assertThatThrownBy(() -> new TestGateway(missing, TestGateway.SHORT, List.of()))
                .hasMessageContaining("menshen.web.doors.api.certificate")
                .hasMessageContaining("PKCS #8");
    }

    private static WebProperties properties(DoorProperties api) {
        return new WebProperties(
                Map.of(Door.API, api),
                List.of(),
                true,
                "staff",
                Duration.ZERO,
                Duration.ZERO,
                TestGateway.SHORT);
    }
}
