package io.menshen.web;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** What the profile {@code production} does not start with: the issuers of development. */
final class Production {
    private static final String PROFILE = "production";
    private static final String DEVELOPMENT = "urn:menshen:development";

    private Production() {}

    /** Refuses at start-up, naming the key and what to do. */
    static void check(WebProperties properties, Environment environment) {
        if (!environment.acceptsProfiles(Profiles.of(PROFILE))) {
            return;
        }
        var issuers = properties.allIssuers();
        for (var i = 0; i < issuers.size(); i++) {
            check(issuers.get(i), "menshen.web.issuers[" + i + "]");
        }
    }

    private static void check(IssuerProperties issuer, String key) {
        if (isDevelopment(issuer.issuer())) {
            throw refused(key + ".issuer", "is the development issuer");
        }
        if (isDevelopment(issuer.alias())) {
            throw refused(key + ".alias", "is the development issuer's");
        }
        var uri = issuer.jwksUri();
        if (uri != null && (!"https".equals(uri.getScheme()) || isLoopback(uri))) {
            throw refused(key + ".jwks-uri", "is not https, or on loopback");
        }
    }

    private static boolean isDevelopment(@Nullable String name) {
        var lower = String.valueOf(name).toLowerCase(Locale.ROOT);
        return lower.startsWith(DEVELOPMENT) || lower.equals("development");
    }

    private static boolean isLoopback(URI uri) {
        try {
            return InetAddress.getByName(uri.getHost()).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private static IllegalArgumentException refused(String key, String what) {
        return new IllegalArgumentException(
                "%s %s, and the profile %s is on; name the retailer's own identity provider there, or switch the profile off"
                        .formatted(key, what, PROFILE));
    }
}
