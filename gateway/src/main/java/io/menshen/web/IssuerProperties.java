package io.menshen.web;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.ConstructorBinding;

/**
 * An issuer of bearer tokens. Its keys come from here only, never from a token.
 *
 * @param alias the name the registries use
 * @param issuer the exact {@code iss}
 * @param audience the {@code aud} that must be among the token's
 * @param jwksUri where its keys are: https, or http on loopback
 * @param jwksFile or a file with its keys; read again when it is refreshed
 * @param staffClaim the claim of its tokens with the opaque id of the member of staff; without it
 *     the one of {@code menshen.web.staff-claim}
 */
public record IssuerProperties(
        @Nullable String alias,
        @Nullable String issuer,
        @Nullable String audience,
        @Nullable URI jwksUri,
        @Nullable Path jwksFile,
        @Nullable String staffClaim) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** How these are bound. */
    @ConstructorBinding
    public IssuerProperties {}

    /** An issuer whose claim for staff is the one of all. */
    public IssuerProperties(
            @Nullable String alias,
            @Nullable String issuer,
            @Nullable String audience,
            @Nullable URI jwksUri,
            @Nullable Path jwksFile) {
        this(alias, issuer, audience, jwksUri, jwksFile, null);
    }

    /** Refuses what cannot work, naming key, value and what is allowed. */
    void check(String key) {
        needed(key + ".alias", alias);
        needed(key + ".issuer", issuer);
        needed(key + ".audience", audience);
        if ((jwksUri == null) == (jwksFile == null)) {
            throw new IllegalArgumentException(
                    "give either " + key + ".jwks-uri or " + key + ".jwks-file");
        }
        if (jwksUri != null && !safe(jwksUri)) {
            throw new IllegalArgumentException(
                    key + ".jwks-uri is " + jwksUri + "; https is needed, or http on loopback");
        }
        if (staffClaim != null && staffClaim.isBlank()) {
            throw new IllegalArgumentException(
                    key + ".staff-claim is empty; it names a claim of the token");
        }
    }

    /** A value that {@link #check} has found there. */
    static String needed(String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }

    private static boolean safe(URI uri) {
        var host = uri.getHost();
        return host != null
                && ("https".equals(uri.getScheme())
                        || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host)));
    }
}
