package io.menshen.staff;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The pages for the staff; without an issuer there are none.
 *
 * @param issuer the exact {@code iss} of the OpenID provider, below which its discovery document
 *     is: https, or http on the loopback in development
 * @param clientId the gateway's client there
 * @param secretFile file with the client's secret; without it the client is a public one, which
 *     PKCE alone protects
 * @param address under which the staff reach the door {@code staff}; the provider is given {@code
 *     /login/callback} below it
 * @param scope what is asked of the provider
 * @param staffClaim the claim of the ID token with the opaque id by which the staff registry knows
 *     the person
 * @param roleClaim the claim with the person's roles there, a text or a list
 * @param roles what these roles are here
 * @param perMinute logins that may be begun in all in one minute, 1 to 100000
 * @param idle after which a session that is not used ends, 1 min to 1 h
 * @param longest after which a session ends in any case, 1 min to 12 h
 */
@ConfigurationProperties("menshen.staff")
record StaffProperties(
        @Nullable URI issuer,
        @Nullable String clientId,
        @Nullable Path secretFile,
        @Nullable URI address,
        @DefaultValue("openid") String scope,
        @DefaultValue("sub") String staffClaim,
        @DefaultValue("roles") String roleClaim,
        @Nullable List<Duty> roles,
        @DefaultValue("300") int perMinute,
        @DefaultValue("15m") Duration idle,
        @DefaultValue("8h") Duration longest) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final int MOST = 100_000;
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    StaffProperties {
        roles = roles == null ? List.of() : List.copyOf(roles);
        if (perMinute < 1 || perMinute > MOST) {
            throw new IllegalArgumentException(
                    "menshen.staff.per-minute is " + perMinute + "; 1 to " + MOST + " is allowed");
        }
        within("idle", idle, Duration.ofHours(1));
        within("longest", longest, Duration.ofHours(12));
        if (issuer != null) {
            safe("issuer", issuer);
            safe("address", needed("address", address));
            needed("client-id", clientId);
            if (roles.isEmpty()) {
                throw new IllegalArgumentException(
                        "menshen.staff.roles is empty; without one nobody gets in");
            }
        }
    }

    /**
     * What a role at the provider is here.
     *
     * @param claimed the word of the provider
     * @param role the staff role of the registry that it is; it counts only for whom the registry
     *     gives the same
     * @param consumer the registered system in whose name they work
     */
    record Duty(String claimed, String role, String consumer) {
        Duty {
            needed(claimed);
            needed(role);
            needed(consumer);
        }

        private static void needed(@Nullable String value) {
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException(
                        "menshen.staff.roles has an entry without claimed, role or consumer; each is needed");
            }
        }
    }

    /** Whether a host is this machine. */
    static boolean isLoopback(URI uri) {
        return uri.getHost() != null && LOOPBACK.contains(uri.getHost());
    }

    static boolean isSafe(URI uri) {
        return uri.getHost() != null
                && ("https".equals(uri.getScheme())
                        || ("http".equals(uri.getScheme()) && isLoopback(uri)));
    }

    private static void safe(String key, URI uri) {
        if (!isSafe(uri) || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(
                    "menshen.staff."
                            + key
                            + " is "
                            + uri
                            + "; an https address is needed, or http on the loopback");
        }
    }

    private static <T> T needed(String key, @Nullable T value) {
        if (value == null || value.toString().isBlank()) {
            throw new IllegalArgumentException(
                    "menshen.staff.issuer is set, and menshen.staff." + key + " is missing");
        }
        return value;
    }

    private static void within(String key, Duration value, Duration most) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "menshen.staff.%s is %s; 1m to %sh is allowed"
                            .formatted(key, value, most.toHours()));
        }
    }
}
