package io.menshen.connectors.http;

import java.net.URI;
import java.time.Duration;

/**
 * Where messages are posted.
 *
 * @param address https, or http on the loopback; without a query
 * @param key of the signature, 32 bytes or more
 * @param limit from connecting to the last byte of the answer, 100 ms to 30 s
 */
public record Gate(URI address, SigningBytes key, Duration limit) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Refuses what cannot work, naming value and what is allowed. */
    public Gate {
        if (limit.compareTo(SHORTEST) < 0 || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a limit of " + limit + "; 100ms to 30s is allowed");
        }
        if (!isClosed(address) || address.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "an address of scheme "
                            + address.getScheme()
                            + "; https is needed, or http on the loopback, and no query");
        }
    }

    private static boolean isClosed(URI address) {
        var host = address.getHost();
        var loopback = "127.0.0.1".equals(host) || "localhost".equals(host) || "[::1]".equals(host);
        return host != null
                && ("https".equals(address.getScheme())
                        || ("http".equals(address.getScheme()) && loopback));
    }
}
