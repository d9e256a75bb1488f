package io.menshen.storage;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where PostgreSQL is and how the roles log in.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param database the database's name
 * @param passwords a password per {@link Role}; all must be given
 * @param poolSize connections per role, 1 to 64
 * @param acquire how long a read waits for a connection before it is refused
 * @param statement the server's limit per statement
 */
@ConfigurationProperties("menshen.storage")
public record StorageProperties(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("5432") int port,
        @DefaultValue("menshen") String database,
        @Nullable Map<Role, String> passwords,
        @DefaultValue("4") int poolSize,
        @DefaultValue("2s") Duration acquire,
        @DefaultValue("5s") Duration statement) {

    /** Refuses what cannot work, naming key, value and what is allowed. */
    public StorageProperties {
        within("menshen.storage.port", port, 65_535);
        within("menshen.storage.pool-size", poolSize, 64);
        passwords = passwords == null ? Map.of() : Map.copyOf(passwords);
    }

    private static void within(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    key + " is " + value + "; 1 to " + most + " is allowed");
        }
    }

    /** The password of a role. */
    String password(Role role) {
        var password = passwords == null ? null : passwords.get(role);
        if (password == null) {
            throw new IllegalArgumentException(
                    "menshen.storage.passwords."
                            + role.schema()
                            + " is missing; every role needs its own");
        }
        return password;
    }

    /** Prints no password. */
    @Override
    public String toString() {
        return "StorageProperties[" + host + ":" + port + "/" + database + "]";
    }
}
