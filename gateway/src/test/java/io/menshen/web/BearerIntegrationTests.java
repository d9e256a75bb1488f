package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerIntegrationTests {
    private static final UnaryOperator<JWSHeader.Builder> HEAD = UnaryOperator.identity();
    private static final UnaryOperator<JWTClaimsSet.Builder> CLAIMS = UnaryOperator.identity();

    private final TestGateway gateway = new TestGateway();
    private final TestIssuer issuer = gateway.issuer;

    @AfterEach
    void close() {
        gateway.close();
    }

    private int status(String token) {
        return gateway.get("/v1/who", "Authorization", "Bearer " + token).statusCode();
    }

    @Test
    void takes_rs256_and_es256_and_tells_the_caller() {
        var answer = gateway.get("/v1/who", "Authorization", "Bearer " + issuer.token());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("delivery");
        assertThat(answer.headers().firstValue("Menshen-Decision").orElse("")).hasSize(24);
        assertThat(status(issuer.es256())).isEqualTo(200);
    }

    @Test
    void asks_for_a_token_without_saying_why_one_is_refused() {
        var missing = gateway.get("/v1/who");
        var bad = gateway.get("/v1/who", "Authorization", "Bearer " + Canary.TEXT);

        assertThat(missing.statusCode()).isEqualTo(401);
        assertThat(missing.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"menshen\"");
        assertThat(bad.statusCode()).isEqualTo(401);
        assertThat(bad.body()).doesNotContain(Canary.TEXT);
        assertThat(bad.body().replaceAll("d_[\\w-]+", ""))
                .isEqualTo(missing.body().replaceAll("d_[\\w-]+", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Basic x", "bearer", "Bearer", "Bearer a.b.c", "Bearer a.b", "Bearer {}"})
    void refuses_what_is_no_bearer_token(String header) {
        assertThat(gateway.get("/v1/who", "Authorization", header).statusCode()).isEqualTo(401);
    }

    @Test
    void refuses_a_token_without_signature_or_signed_by_the_public_key_as_a_secret()
            throws JOSEException {
        assertThat(status(new PlainJWT(issuer.claims().build()).serialize())).isEqualTo(401);

        var header =
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID("rsa-1")
                        .type(new JOSEObjectType("at+jwt"))
                        .build();
        var secret = new MACSigner(TestIssuer.RSA.toRSAPublicKey().getEncoded());
        assertThat(status(TestIssuer.signed(header, issuer.claims().build(), secret)))
                .isEqualTo(401);
    }

    @Test
    void refuses_algorithms_and_keys_that_do_not_belong_together() {
        assertThat(status(issuer.signed(JWSAlgorithm.RS512, TestIssuer.RSA, HEAD, CLAIMS)))
                .isEqualTo(401);
        assertThat(status(issuer.signed(JWSAlgorithm.PS256, TestIssuer.RSA, HEAD, CLAIMS)))
                .isEqualTo(401);
        assertThat(status(issuer.rs256(header -> header.keyID("ec-1"), CLAIMS))).isEqualTo(401);
        var other = TestIssuer.rsa("rsa-1");
        assertThat(status(issuer.signed(JWSAlgorithm.RS256, other, HEAD, CLAIMS))).isEqualTo(401);
    }

    @Test
    void refuses_a_token_that_brings_or_points_to_a_key() {
        var own = TestIssuer.rsa("own");
        var uri = URI.create("http://127.0.0.1:1/keys");
        List<UnaryOperator<JWSHeader.Builder>> heads =
                List.of(
                        header -> header.jwk(own.toPublicJWK()),
                        header -> header.jwkURL(uri),
                        header -> header.x509CertURL(uri),
                        header ->
                                header.x509CertChain(
                                        List.of(new com.nimbusds.jose.util.Base64("AAAA"))),
                        header -> header.criticalParams(Set.of("x")).customParam("x", 1),
                        header -> header.base64URLEncodePayload(true).criticalParams(Set.of("b64")),
                        header -> header.keyID(null),
                        header -> header.keyID("../../../dev/null"),
                        header -> header.keyID("' OR 1=1"));

        for (var head : heads) {
            assertThat(status(issuer.rs256(head, CLAIMS))).isEqualTo(401);
        }
        assertThat(
                        status(
                                issuer.signed(
                                        JWSAlgorithm.RS256,
                                        own,
                                        header -> header.jwk(own.toPublicJWK()),
                                        CLAIMS)))
                .isEqualTo(401);
    }

    @Test
    void refuses_claims_that_are_not_for_this_gateway() {
        List<UnaryOperator<JWTClaimsSet.Builder>> faulty =
                List.of(
                        claims -> claims.audience("another"),
                        claims -> claims.audience((String) null),
                        claims -> claims.issuer("https://idp.example/"),
                        claims -> claims.issuer(null),
                        claims -> claims.expirationTime(null),
                        claims -> claims.claim("client_id", null),
                        claims -> claims.claim("client_id", 5));

        for (var each : faulty) {
            assertThat(status(issuer.rs256(HEAD, each))).isEqualTo(401);
        }
        assertThat(status(issuer.rs256(HEAD, it -> it.audience(List.of("x", "menshen")))))
                .isEqualTo(200);
        assertThat(status(issuer.rs256(HEAD, it -> it.claim("client_id", "nobody"))))
                .isEqualTo(403);
    }

    @Test
    void refuses_another_type_of_token() {
        assertThat(status(issuer.rs256(header -> header.type(JOSEObjectType.JWT), CLAIMS)))
                .isEqualTo(401);
        assertThat(status(issuer.rs256(header -> header.type(null), CLAIMS))).isEqualTo(401);
        assertThat(
                        status(
                                issuer.rs256(
                                        header ->
                                                header.type(
                                                        new JOSEObjectType("application/at+jwt")),
                                        CLAIMS)))
                .isEqualTo(200);
    }

    @Test
    void allows_clocks_to_differ_by_30_seconds_exactly() {
        assertThat(expiring(-29)).isEqualTo(200);
        assertThat(expiring(-30)).isEqualTo(401);
        assertThat(beginning(30)).isEqualTo(200);
        assertThat(beginning(31)).isEqualTo(401);
    }

    private int expiring(int seconds) {
        return status(issuer.rs256(HEAD, it -> it.expirationTime(at(seconds))));
    }

    private int beginning(int seconds) {
        return status(issuer.rs256(HEAD, it -> it.notBeforeTime(at(seconds))));
    }

    private Date at(int seconds) {
        return Date.from(now().plusSeconds(seconds));
    }

    private Instant now() {
        return gateway.clock.instant();
    }

    @Test
    void keeps_what_it_verified_for_60_seconds_and_no_failure() {
        var token = issuer.token();
        var altered =
                token.substring(0, token.lastIndexOf('.') + 1) + Base64URL.encode(new byte[256]);
        for (var i = 0; i < 3; i++) {
            assertThat(status(token)).isEqualTo(200);
            assertThat(status(altered)).isEqualTo(401);
        }
        assertThat(cached("miss")).isEqualTo(1);
        assertThat(cached("hit")).isEqualTo(2);

        gateway.clock.move(Duration.ofSeconds(59));
        assertThat(status(token)).isEqualTo(200);
        gateway.clock.move(Duration.ofSeconds(1));
        assertThat(status(token)).isEqualTo(200);
        assertThat(cached("miss")).isEqualTo(2);
        assertThat(cached("hit")).isEqualTo(3);
    }

    @Test
    void lets_no_kept_token_outlive_its_end() {
        var token = issuer.rs256(HEAD, it -> it.expirationTime(at(10)));
        assertThat(status(token)).isEqualTo(200);
        gateway.clock.move(Duration.ofSeconds(40));
        assertThat(status(token)).isEqualTo(401);
    }

    @Test
    void drops_what_a_withdrawn_key_signed_once_the_keys_change() {
        var token = issuer.token();
        assertThat(status(token)).isEqualTo(200);
        issuer.keys = List.of(TestIssuer.EC);
        gateway.clock.move(Duration.ofSeconds(11));
        var other = TestIssuer.rsa("rsa-2");
        assertThat(status(issuer.signed(JWSAlgorithm.RS256, other, HEAD, CLAIMS))).isEqualTo(401);

        assertThat(status(token)).isEqualTo(401);
        assertThat(status(issuer.es256())).isEqualTo(200);
    }

    private double cached(String result) {
        return gateway.meters.counter("menshen.token.cache", "result", result).count();
    }
}
