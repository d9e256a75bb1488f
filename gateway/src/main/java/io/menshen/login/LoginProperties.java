package io.menshen.login;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people log in to the pages.
 *
 * @param perNumber codes that one number may be sent in ten minutes, 1 to 10; three times as many
 *     on one day
 * @param perAddress codes that one network address may ask for in ten minutes, 1 to 100000; behind
 *     a proxy all people have its address
 * @param perMinute codes in all in one minute, 1 to 100000
 * @param idle after which a session that is not used ends, 1 min to 1 h
 * @param longest after which a session ends in any case, 1 min to 1 h
 * @param texts where codes are posted
 */
@ConfigurationProperties("menshen.login")
record LoginProperties(
        @DefaultValue("3") int perNumber,
        @DefaultValue("20") int perAddress,
        @DefaultValue("300") int perMinute,
        @DefaultValue("15m") Duration idle,
        @DefaultValue("1h") Duration longest,
        @DefaultValue Posted texts) {
    private static final int MOST_A_NUMBER = 10;
    private static final int MOST = 100_000;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    LoginProperties {
        within("per-number", perNumber, MOST_A_NUMBER);
        within("per-address", perAddress, MOST);
        within("per-minute", perMinute, MOST);
        within("idle", idle);
        within("longest", longest);
    }

    /**
     * The other side of the connector.
     *
     * @param address where codes are posted, https, or http on the loopback; null where people log
     *     in by links only
     * @param keyFile file with the key that signs them, 32 bytes or more, which the other side
     *     holds too
     * @param limit how long one may take, 100 ms to 30 s
     */
    record Posted(
            @Nullable URI address, @Nullable Path keyFile, @DefaultValue("5s") Duration limit) {
        Posted {
            if (address != null && keyFile == null) {
                throw new IllegalArgumentException(
                        "menshen.login.texts.address is set, and key-file is not; it names the file with the key that signs");
            }
        }
    }

    private static void within(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "menshen.login." + key + " is " + value + "; 1 to " + most + " is allowed");
        }
    }

    private static void within(String key, Duration value) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "menshen.login." + key + " is " + value + "; 1m to 1h is allowed");
        }
    }
}
