package io.menshen.standalone.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.menshen.standalone.data.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Mints access tokens (RFC 9068) for development, with a key that was made for one data folder. A
 * gateway in production refuses this issuer.
 */
public final class DevelopmentIssuer {
    /** The {@code iss} of its tokens. */
    public static final String ISSUER = "urn:menshen:development";

    /** The {@code aud} of its tokens. */
    public static final String AUDIENCE = "menshen";

    /** How long its tokens are good. */
    public static final Duration LIFE = Duration.ofHours(1);

    private static final Duration LOGIN = Duration.ofMinutes(5);
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final ECKey key;
    private final Clock clock;

    private DevelopmentIssuer(ECKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** The issuer whose key is in that file, made where there is none. */
    public static DevelopmentIssuer of(Path file, Clock clock) throws IOException {
        try {
            if (!Files.exists(file)) {
                OwnerOnly.write(file, fresh().toJSONString());
            }
            return new DevelopmentIssuer(ECKey.parse(Files.readString(file)), clock);
        } catch (JOSEException | ParseException e) {
            throw new IOException(file + " holds no key; delete it and a new one is made", e);
        }
    }

    private static ECKey fresh() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256)
                .keyUse(KeyUse.SIGNATURE)
                .keyID("development-" + UUID.randomUUID())
                .generate();
    }

    /**
     * A token for a consumer.
     *
     * @param consumer its client id
     * @param staff the opaque id of the member of staff; null where a system asks for itself
     */
    public String mint(String consumer, @Nullable String staff) {
        var now = clock.instant();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .subject(consumer)
                        .audience(AUDIENCE)
                        .claim("client_id", consumer)
                        .claim("staff", staff)
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFE)))
                        .build();
        return signed(claims, ACCESS_TOKEN);
    }

    /**
     * An ID token of somebody who logged in.
     *
     * @param issuer the {@code iss}, which is an address where a browser logs in
     * @param client the {@code aud}
     */
    String idToken(String issuer, String client, DevelopmentUser user, String nonce) {
        var now = clock.instant();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .subject(user.person())
                        .audience(client)
                        .claim("nonce", nonce)
                        .claim("roles", List.of(user.word()))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LOGIN)))
                        .build();
        return signed(claims, JOSEObjectType.JWT);
    }

    private String signed(JWTClaimsSet claims, JOSEObjectType type) {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(type).keyID(key.getKeyID());
        var token = new SignedJWT(header.build(), claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the development key does not sign", e);
        }
        return token.serialize();
    }

    /** The public halves of its keys, as JSON (RFC 7517). */
    String keys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }
}
