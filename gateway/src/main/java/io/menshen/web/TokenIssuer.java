package io.menshen.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One issuer: checks signature and claims of its tokens (RFC 9068). RS256 and ES256 only; a token
 * that brings or points to a key of its own (jwk, jku, x5u, x5c) is refused, not just ignored.
 */
final class TokenIssuer {
    /** What clocks may differ by, in seconds. */
    static final int SKEW = 30;

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    private final String alias;
    private final String issuer;
    private final String audience;
    private final WebProperties properties;
    private final String staffClaim;
    private final IssuerKeys keys;
    private final Clock clock;

    TokenIssuer(IssuerProperties issuer, WebProperties properties, IssuerKeys keys, Clock clock) {
        this.alias = IssuerProperties.needed("alias", issuer.alias());
        this.issuer = IssuerProperties.needed("issuer", issuer.issuer());
        this.audience = IssuerProperties.needed("audience", issuer.audience());
        this.properties = properties;
        this.staffClaim = Objects.requireNonNullElse(issuer.staffClaim(), properties.staffClaim());
        this.keys = keys;
        this.clock = clock;
    }

    String issuer() {
        return issuer;
    }

    /** Where its keys are of another generation, what they verified before no longer counts. */
    Mono<Long> generation() {
        return keys.current().map(IssuerKeys.Keys::generation).onErrorMap(TokenIssuer::noKeys);
    }

    Mono<Verified> verify(SignedJWT token) {
        var kid = token.getHeader().getKeyID();
        if (!sound(token.getHeader()) || kid == null) {
            return Mono.error(unauthenticated());
        }
        return keys.current()
                .flatMap(known -> known.knows(kid) ? Mono.just(known) : keys.refreshed())
                .onErrorMap(TokenIssuer::noKeys)
                .map(known -> verified(token, known));
    }

    static RefusedException unauthenticated() {
        return Refusal.of(Refusal.Kind.UNAUTHENTICATED).toException();
    }

    private static RefusedException noKeys(Throwable thrown) {
        return Refusal.of(Refusal.Kind.STORE_UNAVAILABLE).toException();
    }

    private static boolean sound(JWSHeader header) {
        return ALGORITHMS.contains(header.getAlgorithm())
                && header.getJWK() == null
                && header.getJWKURL() == null
                && header.getX509CertURL() == null
                && header.getX509CertChain() == null
                && header.getCriticalParams() == null;
    }

    private Verified verified(SignedJWT token, IssuerKeys.Keys known) {
        try {
            var claims = processor(known).process(token, null);
            return checked(claims, known.generation());
        } catch (BadJOSEException | JOSEException | ParseException _) {
            throw unauthenticated();
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor(IssuerKeys.Keys known) {
        var set = known.set();
        JWKSource<SecurityContext> source = (selector, _) -> selector.select(set);
        var processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(types()));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source));
        processor.setJWTClaimsSetVerifier((_, _) -> {});
        return processor;
    }

    private Set<JOSEObjectType> types() {
        var types = new HashSet<>(Set.of(new JOSEObjectType("at+jwt")));
        types.add(new JOSEObjectType("application/at+jwt"));
        if (!properties.onlyAccessTokens()) {
            types.add(JOSEObjectType.JWT);
        }
        return types;
    }

    private Verified checked(JWTClaimsSet claims, long generation) throws ParseException {
        var expires = claims.getExpirationTime();
        var client = claims.getStringClaim("client_id");
        var staff = claims.getStringClaim(staffClaim);
        if (expires == null || client == null || !inForce(expires, claims.getNotBeforeTime())) {
            throw unauthenticated();
        }
        if (!issuer.equals(claims.getIssuer()) || !claims.getAudience().contains(audience)) {
            throw unauthenticated();
        }
        var bound = CertificateBinding.of(claims.getClaim("cnf"));
        return new Verified(alias, client, staff, bound, expires.toInstant(), generation);
    }

    private boolean inForce(Date expires, @Nullable Date notBefore) {
        var now = clock.instant();
        return now.isBefore(expires.toInstant().plusSeconds(SKEW))
                && (notBefore == null || !now.isBefore(notBefore.toInstant().minusSeconds(SKEW)));
    }
}
