package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.web.DoorProperties.ClientCertificates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Client certificates in real handshakes, and tokens that are bound to them (RFC 8705 §3). */
class ClientCertificatesIntegrationTests {
    @TempDir private static Path folder;
    private static DoorProperties.Tls files;
    private static SSLContext without;
    private static SSLContext own;
    private static SSLContext others;
    private static SSLContext foreign;
    private static SSLContext expired;
    private static String thumbprint;
    private static Path authorities;
    private static TestGateway optional;
    private static TestGateway required;

    @BeforeAll
    static void open() throws Exception {
        var certificates = Certificates.in(folder);
        files = certificates.files();
        without = certificates.trusting();
        var door = certificate(files.certificate());
        var ours = new ClientAuthority(folder, "ours");
        var theirs = new ClientAuthority(folder, "theirs");
        authorities = ours.pem();
        thumbprint = CertificateBinding.thumbprint(ours.sign("delivery", "-1d", 3));
        ours.sign("settlement", "-1d", 3);
        ours.sign("expired", "-10d", 5);
        theirs.sign("delivery", "-1d", 3);
        own = ours.of("delivery", door);
        others = ours.of("settlement", door);
        expired = ours.of("expired", door);
        foreign = theirs.of("delivery", door);
        optional = gateway(ClientCertificates.OPTIONAL, List.of());
        required = gateway(ClientCertificates.REQUIRED, List.of("delivery"));
    }

    private static X509Certificate certificate(Path pem) throws Exception {
        try (var in = Files.newInputStream(pem)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static TestGateway gateway(ClientCertificates clients, List<String> bound) {
        var door =
                new DoorProperties(
                        true,
                        "127.0.0.1",
                        0,
                        files.certificate(),
                        files.privateKey(),
                        authorities,
                        clients,
                        64,
                        64);
        return new TestGateway(door, TestGateway.LONG, List.of(), bound);
    }

    @AfterAll
    static void close() {
        optional.close();
        required.close();
    }

    private static String token(TestGateway gateway) {
        return gateway.issuer.token();
    }

    private static String bound(TestGateway gateway, Map<String, Object> confirmation) {
        return gateway.issuer.rs256(
                UnaryOperator.identity(), claims -> claims.claim("cnf", confirmation));
    }

    private static String bound(TestGateway gateway) {
        return bound(gateway, Map.of("x5t#S256", thumbprint));
    }

    private static int status(TestGateway gateway, SSLContext client, String token)
            throws IOException, InterruptedException {
        return status(gateway, client, token, HttpClient.Version.HTTP_2);
    }

    private static int status(
            TestGateway gateway, SSLContext client, String token, HttpClient.Version version)
            throws IOException, InterruptedException {
        var uri = URI.create("https://localhost:" + gateway.port() + "/v1/who");
        var request =
                HttpRequest.newBuilder(uri)
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + token)
                        .build();
        try (var http = HttpClient.newBuilder().version(version).sslContext(client).build()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @ParameterizedTest
    @EnumSource
    void takes_a_bound_token_with_its_own_certificate_only(HttpClient.Version version)
            throws Exception {
        var token = bound(optional);

        assertThat(status(optional, own, token, version)).isEqualTo(200);
        assertThat(status(optional, others, token, version)).isEqualTo(401);
        assertThat(status(optional, without, token, version)).isEqualTo(401);
        // What was verified a moment ago is kept, and is not taken from another either.
        assertThat(status(optional, own, token, version)).isEqualTo(200);
    }

    @Test
    void takes_a_token_that_is_not_bound_from_whom_need_not_bind_it() throws Exception {
        assertThat(status(optional, without, token(optional))).isEqualTo(200);
        assertThat(status(optional, others, token(optional))).isEqualTo(200);
    }

    @Test
    void refuses_a_token_that_is_not_bound_from_whom_must_bind_it() throws Exception {
        assertThat(status(required, own, bound(required))).isEqualTo(200);
        assertThat(status(required, own, token(required))).isEqualTo(401);
        assertThat(status(required, others, bound(required))).isEqualTo(401);
    }

    @Test
    void refuses_a_token_that_is_bound_in_a_way_nobody_checks_here() throws Exception {
        assertThat(status(optional, own, bound(optional, Map.of("jkt", thumbprint))))
                .isEqualTo(401);
        assertThat(status(optional, own, bound(optional, Map.of()))).isEqualTo(401);
        var both = Map.<String, Object>of("jkt", "x", "x5t#S256", thumbprint);
        assertThat(status(optional, own, bound(optional, both))).isEqualTo(401);
    }

    @Test
    void ends_the_handshake_of_another_authority_and_of_what_has_ended() {
        for (var client : List.of(foreign, expired)) {
            assertThatThrownBy(() -> status(optional, client, token(optional)))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> status(required, client, bound(required)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void ends_the_handshake_without_a_certificate_where_one_is_required() throws Exception {
        assertThatThrownBy(() -> status(required, without, bound(required)))
                .isInstanceOf(IOException.class);
        assertThat(status(required, own, bound(required))).isEqualTo(200);
    }

    @Test
    void is_not_configured_in_halves() {
        var clear =
                new DoorProperties(
                        true,
                        "127.0.0.1",
                        0,
                        null,
                        null,
                        authorities,
                        ClientCertificates.OPTIONAL,
                        8,
                        8);
        assertThatThrownBy(() -> clear.check("menshen.web.doors.api"))
                .hasMessageContaining("menshen.web.doors.api.client-authorities needs");
        var nobody =
                new DoorProperties(
                        true,
                        "127.0.0.1",
                        0,
                        files.certificate(),
                        files.privateKey(),
                        null,
                        ClientCertificates.REQUIRED,
                        8,
                        8);
        assertThatThrownBy(() -> nobody.check("menshen.web.doors.api"))
                .hasMessageContaining("client-authorities is missing");
    }
}
