package io.menshen.console;

import java.net.URI;
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
 */
@ConfigurationProperties("menshen.console")
record ConsoleProperties(
        @Nullable URI address,
        @DefaultValue("400") int linkDays,
        @DefaultValue("10m") Duration undo) {
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
        if (address != null && !"https".equals(address.getScheme()) && !isLoopback(address)) {
            throw new IllegalArgumentException(
                    "menshen.console.address is "
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
