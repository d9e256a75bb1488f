package io.menshen.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** An identity provider with real keys and a real key endpoint, which can be made to fail. */
public final class TestIssuer implements AutoCloseable {
    public static final String ISSUER = "https://idp.example";
    public static final String AUDIENCE = "menshen";
    static final RSAKey RSA = rsa("rsa-1");
    static final ECKey EC = ec("ec-1");

    final AtomicInteger fetches = new AtomicInteger();
    volatile List<JWK> keys = List.of(RSA, EC);
    volatile boolean down;
    volatile Duration delay = Duration.ZERO;

    private final Clock clock;
    private final DisposableServer server =
            HttpServer.create().host("127.0.0.1").port(0).handle(this::answer).bindNow();

    /** An issuer that is up. */
    public TestIssuer(Clock clock) {
        this.clock = clock;
    }

    /** Where its keys are. */
    public URI jwks() {
        return URI.create("http://127.0.0.1:" + server.port() + "/jwks");
    }

    IssuerProperties properties() {
        return new IssuerProperties("idp", ISSUER, AUDIENCE, jwks(), null);
    }

    /** A sound token, signed by RS256. */
    String token() {
        return rs256(UnaryOperator.identity(), UnaryOperator.identity());
    }

    /**
     * A token of that consumer.
     *
     * @param staff who works there; null for the system itself
     */
    public String token(String consumer, @Nullable String staff) {
        return rs256(
                UnaryOperator.identity(),
                claims -> claims.claim("client_id", consumer).claim("staff", staff));
    }

    String rs256(
            UnaryOperator<JWSHeader.Builder> header, UnaryOperator<JWTClaimsSet.Builder> claims) {
        return signed(JWSAlgorithm.RS256, RSA, header, claims);
    }

    String es256() {
        return signed(JWSAlgorithm.ES256, EC, UnaryOperator.identity(), UnaryOperator.identity());
    }

    String signed(
            JWSAlgorithm algorithm,
            JWK key,
            UnaryOperator<JWSHeader.Builder> header,
            UnaryOperator<JWTClaimsSet.Builder> claims) {
        var head =
                new JWSHeader.Builder(algorithm)
                        .keyID(key.getKeyID())
                        .type(new JOSEObjectType("at+jwt"));
        return signed(header.apply(head).build(), claims.apply(claims()).build(), signer(key));
    }

    static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .claim("client_id", "delivery")
                .expirationTime(Date.from(clock.instant().plusSeconds(3600)));
    }

    static RSAKey rsa(String kid) {
        try {
            return new RSAKeyGenerator(2048).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.disposeNow();
    }

    private static ECKey ec(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSSigner signer(JWK key) {
        try {
            return key instanceof RSAKey rsa
                    ? new RSASSASigner(rsa)
                    : new ECDSASigner(key.toECKey());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        fetches.incrementAndGet();
        if (down) {
            return response.status(500).send();
        }
        var text = new JWKSet(keys).toString();
        return Mono.delay(delay).then(response.sendString(Mono.just(text)).then());
    }
}
