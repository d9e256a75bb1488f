package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.menshen.kernel.Clause;
import io.menshen.web.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Two issuers at once: a consumer is an issuer and a client of it. */
class IssuersEndToEndTests {
    private static final String PARTNER = "https://partner.example";
    private static final ECKey KEY = key();
    private static final String DESK =
            "{\"purpose\":\"customer_care\",\"subject\":{\"mobile\":\"13800000099\"},\"fields\":[\"full_name\"]}";
    private static final String ORDER =
            "{\"purpose\":\"order_fulfil\",\"subject\":{\"mobile\":\"13800000099\"},\"fields\":[\"full_name\"]}";

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(
                    SignedPolicy.altered(IssuersEndToEndTests::register),
                    "--menshen.web.issuers[1].alias=partner",
                    "--menshen.web.issuers[1].issuer=" + PARTNER,
                    "--menshen.web.issuers[1].audience=menshen",
                    "--menshen.web.issuers[1].jwks-file=" + keys(),
                    "--menshen.web.issuers[1].staff-claim=employee");

    /** The partner's client of the same name is registered for less, and has a desk of its own. */
    private static void register(ObjectNode registries) {
        var consumers = (ObjectNode) registries.path("consumers");
        var carrier = of(consumers.path("delivery"), "partner");
        carrier.putArray("purposes").add("service_notice");
        carrier.remove("resolve_by");
        consumers.set("partner-carrier", carrier);
        consumers.set("partner-desk", of(consumers.path("service-desk"), "partner"));
    }

    private static ObjectNode of(JsonNode consumer, String issuer) {
        return ((ObjectNode) consumer.deepCopy()).put("issuer", issuer);
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("partner-1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path keys() {
        try {
            var file = Files.createTempFile("partner", ".jwks");
            return Files.writeString(file, new JWKSet(KEY.toPublicJWK()).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String token(String issuer, String client, Map<String, String> more) {
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience("menshen")
                        .claim("client_id", client)
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)));
        more.forEach(claims::claim);
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(KEY.getKeyID())
                        .type(new JOSEObjectType("at+jwt"));
        try {
            var token = new SignedJWT(header.build(), claims.build());
            token.sign(new ECDSASigner(KEY));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Told(int status, List<String> codes) {}

    private static Told ask(String token, String body) {
        var gateway = DEPLOYMENT.gateway();
        var address = URI.create("http://127.0.0.1:" + gateway.port() + "/v1/disclosures");
        var request =
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        var answer = gateway.send(request, BodyHandlers.ofString());
        var reasons = JsonMapper.shared().readTree(answer.body()).path("reasons");
        return new Told(
                answer.statusCode(),
                reasons.valueStream().map(one -> one.path("code").asString()).toList());
    }

    @Test
    @Clause("4.1.3-b")
    void the_same_client_of_another_issuer_is_another_consumer() throws Exception {
        var ours = DEPLOYMENT.issuer().token("delivery", null);
        var theirs = token(PARTNER, "delivery", Map.of());

        assertThat(ask(ours, ORDER)).isEqualTo(new Told(404, List.of()));
        assertThat(ask(theirs, ORDER).status()).isEqualTo(403);
        assertThat(DEPLOYMENT.ask("SELECT consumer FROM audit.record ORDER BY at DESC LIMIT 1"))
                .containsExactly("partner-carrier");
    }

    @Test
    void a_client_that_only_the_first_issuer_has_is_nobody_at_the_second() {
        assertThat(ask(token(PARTNER, "settlement", Map.of()), ORDER))
                .isEqualTo(new Told(403, List.of("consumer_unknown")));
    }

    @Test
    void an_issuer_speaks_for_itself_only() {
        assertThat(ask(token(TestIssuer.ISSUER, "delivery", Map.of()), ORDER).status())
                .isEqualTo(401);
        assertThat(ask(token("https://nobody.example", "delivery", Map.of()), ORDER).status())
                .isEqualTo(401);
    }

    @Test
    @Clause("5.5")
    void the_member_of_staff_is_the_claim_of_their_issuer() {
        var desk = "service-desk";

        assertThat(ask(token(PARTNER, desk, Map.of("employee", "s-desk-01")), DESK))
                .isEqualTo(new Told(404, List.of()));
        assertThat(ask(token(PARTNER, desk, Map.of("staff", "s-desk-01")), DESK))
                .isEqualTo(new Told(403, List.of("staff_missing")));
        assertThat(ask(token(PARTNER, desk, Map.of()), DESK))
                .isEqualTo(new Told(403, List.of("staff_missing")));
        assertThat(ask(DEPLOYMENT.issuer().token(desk, "s-desk-01"), DESK).status()).isEqualTo(404);
        assertThat(ask(DEPLOYMENT.issuer().token(desk, null), DESK))
                .isEqualTo(new Told(403, List.of("staff_missing")));
    }

    @Test
    void two_issuers_of_one_name_do_not_start() {
        var settings = new ArrayList<>(List.of(DEPLOYMENT.settings(0, 0)));
        settings.add("--menshen.web.issuers[2].alias=partner");
        settings.add("--menshen.web.issuers[2].issuer=https://another.example");
        settings.add("--menshen.web.issuers[2].audience=menshen");
        settings.add("--menshen.web.issuers[2].jwks-file=" + keys());
        var all = settings.toArray(String[]::new);

        assertThatThrownBy(() -> new RunningGateway(all, DEPLOYMENT.issuer(), Clock.systemUTC()))
                .rootCause()
                .hasMessageContaining("menshen.web.issuers has alias partner twice");
    }
}
