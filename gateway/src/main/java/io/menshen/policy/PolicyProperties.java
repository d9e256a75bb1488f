package io.menshen.policy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the policy comes from and what evaluates it.
 *
 * @param bundle file of the signed bundle; it is looked at again and again, and where bundles are
 *     fetched, each good one replaces it
 * @param remote a server to fetch bundles from; null where somebody else puts them there
 * @param verificationKey PEM file of the EC P-256 public key that bundles must be signed for
 * @param cache folder for compiled rules, the highest accepted revision, and every bundle that was
 *     in force, written by nobody else; without it each start compiles, and an older bundle is
 *     refused only until the next start
 * @param engine what evaluates the rules
 * @param serverUrl address of the OPA server: https, or http on loopback; for engine server only
 * @param serverLimit how long the OPA server may take from connecting to the last byte, up to 5 s;
 *     below the limit of a decision, so that a slow server is counted before the decision gives up
 * @param poll time between two looks at the bundle, 100 ms to 10 min
 * @param instances embedded evaluations at once that find an instance ready, up to 256; 0 for one
 *     per processor
 */
@ConfigurationProperties("menshen.policy")
public record PolicyProperties(
        Path bundle,
        @Nullable RemoteBundle remote,
        Path verificationKey,
        @Nullable Path cache,
        @DefaultValue("embedded") Engine engine,
        @Nullable URI serverUrl,
        @DefaultValue("200ms") Duration serverLimit,
        @DefaultValue("2s") Duration poll,
        @DefaultValue("0") int instances) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Refuses what cannot work, naming key, value and what is allowed. */
    public PolicyProperties {
        given("menshen.policy.bundle", bundle, "a signed bundle");
        given("menshen.policy.verification-key", verificationKey, "a PEM file of a P-256 key");
        within("menshen.policy.poll", poll, Duration.ofMillis(100), Duration.ofMinutes(10));
        within(
                "menshen.policy.server-limit",
                serverLimit,
                Duration.ofMillis(1),
                Duration.ofSeconds(5));
        require(
                instances >= 0 && instances <= 256,
                "menshen.policy.instances is " + instances + "; 0 to 256 is allowed");
        if (engine == Engine.SERVER) {
            address("menshen.policy.server-url", serverUrl);
        }
    }

    /** The address of the OPA server; for engine server only. */
    URI server() {
        if (serverUrl == null) {
            throw new IllegalStateException("menshen.policy.server-url is missing");
        }
        return serverUrl;
    }

    /** How many instances of the embedded engine are kept ready, 1 or more. */
    int ready() {
        return instances == 0 ? Runtime.getRuntime().availableProcessors() : instances;
    }

    static void address(String key, @Nullable URI url) {
        require(
                url != null && trusted(url),
                key
                        + " is "
                        + url
                        + "; an address without user, query and fragment is allowed, https, or http"
                        + " on loopback");
    }

    /**
     * Whoever can answer in the server's place decides: a clear line must not leave the machine.
     */
    private static boolean trusted(URI url) {
        var host = url.getHost();
        if (host == null
                || url.getRawUserInfo() != null
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            return false;
        }
        var scheme = url.getScheme().toLowerCase(Locale.ROOT);
        return scheme.equals("https")
                || (scheme.equals("http") && LOOPBACK.contains(host.toLowerCase(Locale.ROOT)));
    }

    private static void given(String key, @Nullable Path value, String what) {
        require(value != null, key + " is missing; it names " + what);
    }

    static void within(String key, Duration value, Duration least, Duration most) {
        require(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                key + " is " + value + "; " + least + " to " + most + " is allowed");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** What evaluates the rules. */
    public enum Engine {
        /** The bundle's WebAssembly, in this process. */
        EMBEDDED,
        /** An OPA server that loads the same bundle. */
        SERVER
    }
}
