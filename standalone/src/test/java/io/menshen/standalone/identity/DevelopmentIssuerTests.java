package io.menshen.standalone.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentIssuerTests {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @TempDir Path temporary;

    @Test
    void a_token_verifies_by_the_published_key_and_names_consumer_and_staff() throws Exception {
        var issuer = issuer();
        try (var provider = IdentityProvider.start(issuer, 0)) {
            var key = JWKSet.load(provider.keys().toURL()).getKeys().getFirst().toECKey();
            assertThat(key.isPrivate()).isFalse();
            var token = SignedJWT.parse(issuer.mint("service-desk", "s-desk-01"));
            assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
            assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
            assertThat(token.getHeader().getKeyID()).isEqualTo(key.getKeyID());
            var claims = token.getJWTClaimsSet();
            assertThat(claims.getIssuer()).isEqualTo("urn:menshen:development");
            assertThat(claims.getAudience()).containsExactly("menshen");
            assertThat(claims.getStringClaim("client_id")).isEqualTo("service-desk");
            assertThat(claims.getStringClaim("staff")).isEqualTo("s-desk-01");
            assertThat(claims.getExpirationTime()).isEqualTo(NOW.plusSeconds(3600));
        }
    }

    @Test
    void a_system_without_staff_has_no_such_claim() throws Exception {
        var claims = SignedJWT.parse(issuer().mint("delivery", null)).getJWTClaimsSet();
        assertThat(claims.getClaims()).doesNotContainKey("staff");
    }

    @Test
    void the_key_is_made_once() throws Exception {
        assertThat(issuer().keys()).isEqualTo(issuer().keys());
    }

    private DevelopmentIssuer issuer() throws java.io.IOException {
        return DevelopmentIssuer.of(
                temporary.resolve("key.json"), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
