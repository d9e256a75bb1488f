package io.menshen.staff;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Kind;
import io.menshen.kernel.RefusedException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The retailer's OpenID provider (OpenID Connect Core 1.0, RFC 6749, RFC 7636). What it is cannot
 * be told from here where it does not answer: {@code STORE_UNAVAILABLE}.
 */
final class Provider {
    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
    private static final Duration KNOWN = Duration.ofMinutes(5);
    private static final int RETRY_SECONDS = 5;
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final Relying relying;
    private final ProviderHttp http;
    private final IdTokens tokens;
    private final Mono<OIDCProviderMetadata> metadata;

    Provider(Relying relying, ProviderHttp http) {
        this.relying = relying;
        this.http = http;
        this.tokens = new IdTokens(relying);
        var place = relying.issuer().getValue().replaceAll("/+$", "") + DISCOVERY;
        this.metadata =
                http.get(URI.create(place))
                        .flatMap(answer -> Mono.fromCallable(() -> discovered(answer)))
                        .cache(_ -> KNOWN, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** Where a browser is sent to log in. */
    Mono<URI> authorization(Attempt attempt) {
        return metadata.map(known ->
                        new AuthenticationRequest.Builder(
                                        ResponseType.CODE,
                                        relying.scope(),
                                        relying.client(),
                                        relying.callback())
                                .endpointURI(known.getAuthorizationEndpointURI())
                                .state(attempt.state())
                                .nonce(attempt.nonce())
                                .codeChallenge(attempt.verifier(), CodeChallengeMethod.S256)
                                .build()
                                .toURI())
                .onErrorMap(Provider::unavailable);
    }

    /**
     * What the provider says of who logged in, for the code that a browser brought back.
     *
     * @return empty where the code or the token is none of this attempt
     */
    Mono<Claimed> redeem(String code, Attempt attempt) {
        return metadata.flatMap(known ->
                        http.send(request(known, code, attempt).toHTTPRequest())
                                .flatMap(answer -> Mono.fromCallable(() -> answered(answer)))
                                .flatMap(Mono::justOrEmpty)
                                .flatMap(token -> checked(known, token, attempt)))
                .onErrorMap(Provider::unavailable);
    }

    /** Where a browser is sent to log out there as well; empty where the provider has no place. */
    Mono<URI> logout() {
        var back = URI.create(relying.address() + "/");
        return metadata.mapNotNull(OIDCProviderMetadata::getEndSessionEndpointURI)
                .filter(StaffProperties::isSafe)
                .map(place ->
                        new LogoutRequest(place, null, null, relying.client(), back, null, null)
                                .toURI())
                .onErrorComplete();
    }

    private TokenRequest request(OIDCProviderMetadata known, String code, Attempt attempt) {
        var grant =
                new AuthorizationCodeGrant(
                        new AuthorizationCode(code), relying.callback(), attempt.verifier());
        var place = known.getTokenEndpointURI();
        var secret = relying.secret();
        return secret == null
                ? new TokenRequest.Builder(place, relying.client(), grant).build()
                : new TokenRequest.Builder(
                                place, new ClientSecretBasic(relying.client(), secret), grant)
                        .build();
    }

    /** The keys are asked for anew each time: what the provider took back is no key any more. */
    private Mono<Claimed> checked(OIDCProviderMetadata known, JWT token, Attempt attempt) {
        return http.get(known.getJWKSetURI())
                .flatMap(answer -> Mono.fromCallable(() -> keys(answer)))
                .flatMap(keys -> Mono.justOrEmpty(tokens.verified(token, keys, attempt.nonce())));
    }

    private OIDCProviderMetadata discovered(HTTPResponse answer) throws ParseException {
        answer.ensureStatusCode(HTTPResponse.SC_OK);
        var found = OIDCProviderMetadata.parse(answer.getBody());
        if (!relying.issuer().equals(found.getIssuer())) {
            throw new ParseException("the document is of another issuer");
        }
        requireSafe(found.getAuthorizationEndpointURI());
        requireSafe(found.getTokenEndpointURI());
        requireSafe(found.getJWKSetURI());
        return found;
    }

    private static void requireSafe(URI place) throws ParseException {
        if (place == null || !StaffProperties.isSafe(place)) {
            throw new ParseException("an endpoint is missing, or is not https");
        }
    }

    /** The ID token; empty where the provider does not take the code. */
    private static Optional<JWT> answered(HTTPResponse answer) throws ParseException {
        var parsed = OIDCTokenResponseParser.parse(answer);
        if (parsed instanceof OIDCTokenResponse granted) {
            return Optional.of(granted.getOIDCTokens().getIDToken());
        }
        if (OAuth2Error.INVALID_GRANT.equals(parsed.toErrorResponse().getErrorObject())) {
            return Optional.empty();
        }
        throw new ParseException("the token endpoint refuses the client");
    }

    private static JWKSet keys(HTTPResponse answer)
            throws ParseException, java.text.ParseException {
        answer.ensureStatusCode(HTTPResponse.SC_OK);
        return JWKSet.parse(answer.getBody());
    }

    /** Nothing that the provider wrote is in the log: it may name somebody. */
    private static Throwable unavailable(Throwable failure) {
        if (failure instanceof RefusedException) {
            return failure;
        }
        LOG.warn("the OpenID provider does not serve: {}", failure.getClass().getName());
        return Refusal.retry(Kind.STORE_UNAVAILABLE, RETRY_SECONDS).toException();
    }
}
