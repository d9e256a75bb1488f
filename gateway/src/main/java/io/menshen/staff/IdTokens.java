package io.menshen.staff;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks ID tokens (OpenID Connect Core 1.0, 3.1.3.7): signature by the provider's keys, issuer,
 * audience, authorised party, times and nonce. A token that is not signed is none.
 */
final class IdTokens {
    private static final Logger LOG = LoggerFactory.getLogger(IdTokens.class);
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    private final Relying relying;

    IdTokens(Relying relying) {
        this.relying = relying;
    }

    /** What a token says; empty where it is not to be believed. */
    Optional<Claimed> verified(JWT token, JWKSet keys, Nonce nonce) {
        var selector = new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys));
        var validator = new IDTokenValidator(relying.issuer(), relying.client(), selector, null);
        try {
            return claimed(validator.validate(token, nonce).toJWTClaimsSet());
        } catch (BadJOSEException | JOSEException | ParseException e) {
            LOG.warn("an ID token is not taken: {}", e.getClass().getName());
            return Optional.empty();
        }
    }

    private Optional<Claimed> claimed(JWTClaimsSet claims) {
        var said = claims.getClaim(relying.staffClaim());
        return said instanceof String person && !person.isBlank() && isForUs(claims)
                ? Optional.of(new Claimed(person, roles(claims)))
                : Optional.empty();
    }

    /**
     * Whoever a token was made for by name is the gateway; one for several audiences has a name.
     */
    private boolean isForUs(JWTClaimsSet claims) {
        var party = claims.getClaim("azp");
        return party == null
                ? claims.getAudience().size() == 1
                : relying.client().getValue().equals(party);
    }

    private Set<String> roles(JWTClaimsSet claims) {
        return switch (claims.getClaim(relying.roleClaim())) {
            case String one -> Set.of(one);
            case List<?> all ->
                    all.stream()
                            .filter(String.class::isInstance)
                            .map(String.class::cast)
                            .collect(Collectors.toUnmodifiableSet());
            case null, default -> Set.of();
        };
    }
}
