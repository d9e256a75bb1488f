package io.menshen.keys;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the keysets are.
 *
 * @param folder as {@code menshen keys create} makes it; neither it nor a file in it may be read by
 *     others than its owner, in any profile
 * @param look how often a running gateway looks for changed keysets
 * @param proof how often the root must unwrap them anew, whether they changed or not
 * @param lost how long the keysets that are open serve while files or root cannot be reached; then
 *     nothing is opened or sealed
 * @param transit the key service that wraps the keysets; null for a root file in the folder
 */
@ConfigurationProperties("menshen.keys")
public record KeysProperties(
        Path folder,
        @DefaultValue("1s") Duration look,
        @DefaultValue("30s") Duration proof,
        @DefaultValue("1h") Duration lost,
        @Nullable Transit transit) {
    /** Refuses to go without a folder. */
    public KeysProperties {
        if (folder == null) {
            throw new IllegalArgumentException(
                    "menshen.keys.folder is missing; it names the folder of the keysets, which"
                            + " \"menshen keys create FOLDER\" makes");
        }
        positive("menshen.keys.look", look);
        positive("menshen.keys.proof", proof);
        if (lost.compareTo(look.plus(proof)) <= 0) {
            throw new IllegalArgumentException(
                    "menshen.keys.lost is "
                            + lost
                            + "; more than look and proof together is allowed: "
                            + look.plus(proof));
        }
    }

    private static void positive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(key + " is " + value + "; more than 0 is allowed");
        }
    }

    /**
     * A key of a service that speaks as HashiCorp Vault's transit engine does.
     *
     * @param url of the engine, such as {@code https://vault.example:8200/v1/transit}; plain http
     *     only on the loopback address
     * @param key its name there
     * @param tokenFile holds the token that is shown; its owner's alone
     * @param timeout for the whole of one call
     */
    public record Transit(
            URI url, String key, Path tokenFile, @DefaultValue("2s") Duration timeout) {
        private static final String LOOPBACK = "127.0.0.1";

        /** Refuses what would send keys in clear. */
        public Transit {
            if (url == null || key == null || tokenFile == null) {
                throw new IllegalArgumentException(
                        "menshen.keys.transit needs url, key and token-file");
            }
            var plain = "http".equals(url.getScheme()) && LOOPBACK.equals(url.getHost());
            if (!plain && !"https".equals(url.getScheme())) {
                throw new IllegalArgumentException(
                        "menshen.keys.transit.url is " + url + "; https is allowed");
            }
            if (!key.matches("[A-Za-z0-9_-]+")) {
                throw new IllegalArgumentException(
                        "menshen.keys.transit.key may hold letters, digits, _ and -");
            }
            positive("menshen.keys.transit.timeout", timeout);
        }

        /** How the key is named in the folder of what it wraps. */
        String keyUri() {
            return "hcvault://" + url.getRawAuthority() + url.getRawPath() + "/keys/" + key;
        }
    }
}
