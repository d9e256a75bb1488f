package io.menshen.console;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The pages for people.
 *
 * @param address under which people reach the door {@code public}, such as {@code
 *     https://privacy.example.cn}; null where links are handed out as paths
 * @param linkDays how long a link works, 30 to 3650: as long as a message may lie in a mailbox
 * @param undo how long a withdrawal by mistake can be taken back, 1 min to 1 day
 * @param account where people change their password
 */
@ConfigurationProperties("menshen.console")
record ConsoleProperties(
        @Nullable URI address,
        @DefaultValue("400") int linkDays,
        @DefaultValue("10m") Duration undo,
        @DefaultValue Account account) {
    private static final int LEAST_DAYS = 30;
    private static final int MOST_DAYS = 3650;
    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(1);

    ConsoleProperties {
        if (linkDays < LEAST_DAYS || linkDays > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "menshen.console.link-days is " + linkDays + "; 30 to 3650 is allowed");
        }
        if (undo.compareTo(LEAST) < 0 || undo.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "menshen.console.undo is " + undo + "; 1m to 1d is allowed");
        }
        reachable("menshen.console.address", address);
    }

    /**
     * The retailer's account system.
     *
     * @param address of its page, without a query, https, or http on the loopback; null where the
     *     page tells how the privacy office is reached
     * @param consumer whose token of the person the address bears
     * @param keyFile file with the key that signs it, 32 bytes or more, which that system holds too
     */
    record Account(@Nullable URI address, @Nullable String consumer, @Nullable Path keyFile) {
        Account {
            reachable("menshen.console.account.address", address);
            if (address != null && (address.getQuery() != null || address.getFragment() != null)) {
                throw new IllegalArgumentException(
                        "menshen.console.account.address is "
                                + address
                                + "; an address without a query and a fragment is needed");
            }
            if (address != null && (consumer == null || keyFile == null)) {
                throw new IllegalArgumentException(
                        "menshen.console.account.address is set, and consumer or key-file is not; they name whose token it is given, and the file with the key that signs");
            }
        }
    }

    private static void reachable(String key, @Nullable URI address) {
        if (address != null && !"https".equals(address.getScheme()) && !isLoopback(address)) {
            throw new IllegalArgumentException(
                    key
                            + " is "
                            + address
                            + "; an https address is needed, or http on the loopback");
        }
    }

    private static boolean isLoopback(URI address) {
        return "http".equals(address.getScheme())
                && ("127.0.0.1".equals(address.getHost()) || "localhost".equals(address.getHost()));
    }

    /** Where the page of that token is. */
    String link(String token) {
        return base() + "/c/" + token;
    }

    /** Where a person goes in by that token. */
    String entry(String token) {
        return base() + "/in/" + token;
    }

    private String base() {
        return address == null ? "" : address.toString().replaceAll("/+$", "");
    }
}
