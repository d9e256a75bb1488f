package io.menshen.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where PostgreSQL is and how the roles log in.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param database the database's name
 * @param passwords a password per role, from the environment; those that are missing here are read
 *     from the folder
 * @param passwordFolder folder with a file per role, named as the role, that holds its password
 * @param tls whether connections are encrypted: off on loopback only, or verify, which checks the
 *     server's certificate and name
 * @param tlsAuthority PEM file of the authority that signed the server's certificate; without it
 *     those that Java trusts
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
        @Nullable Path passwordFolder,
        @DefaultValue("off") Tls tls,
        @Nullable Path tlsAuthority,
        @DefaultValue("4") int poolSize,
        @DefaultValue("2s") Duration acquire,
        @DefaultValue("5s") Duration statement) {
    /** Whether connections are encrypted. */
    public enum Tls {
        /** In clear, on this machine only. */
        OFF,
        /** Encrypted, and the server proves its name. */
        VERIFY
    }

    private static final Duration BEYOND = Duration.ofSeconds(5);

    /** Refuses what cannot work, naming key, value and what is allowed. */
    @ConstructorBinding
    public StorageProperties {
        within("menshen.storage.port", port, 65_535);
        within("menshen.storage.pool-size", poolSize, 64);
        positive("menshen.storage.acquire", acquire);
        positive("menshen.storage.statement", statement);
        if (tls == Tls.OFF && !Loopback.is(host)) {
            throw new IllegalArgumentException(
                    "menshen.storage.tls is off, and menshen.storage.host is "
                            + host
                            + "; verify is allowed, or off with a loopback address");
        }
        passwords = passwords == null ? Map.of() : Map.copyOf(passwords);
    }

    /** A database on this machine, with passwords at hand. */
    public StorageProperties(
            String host,
            int port,
            String database,
            @Nullable Map<Role, String> passwords,
            int poolSize,
            Duration acquire,
            Duration statement) {
        this(host, port, database, passwords, null, Tls.OFF, null, poolSize, acquire, statement);
    }

    private static void within(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    key + " is " + value + "; 1 to " + most + " is allowed");
        }
    }

    private static void positive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(key + " is " + value + "; more than 0 is allowed");
        }
    }

    /**
     * The password of a role.
     *
     * @throws IllegalArgumentException which names the key, where there is none
     */
    public String password(Role role) {
        var password = passwords == null ? null : passwords.get(role);
        if (password != null) {
            return password;
        }
        if (passwordFolder == null) {
            throw new IllegalArgumentException(
                    "menshen.storage.passwords."
                            + role.schema()
                            + " is missing; every role needs its own, there or in"
                            + " menshen.storage.password-folder");
        }
        return read(passwordFolder.resolve(role.schema()));
    }

    private static String read(Path file) {
        try {
            var password = Files.readString(file).strip();
            if (!password.isEmpty()) {
                return password;
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        throw unreadable(file, null);
    }

    private static IllegalArgumentException unreadable(Path file, @Nullable IOException cause) {
        return new IllegalArgumentException(
                "menshen.storage.password-folder needs a file "
                        + file
                        + " with a password, that this account may read",
                cause);
    }

    /**
     * How long a connection may stay without a sign of the server after something was sent: longer
     * than the server itself takes to give a statement up.
     */
    Duration answer() {
        return statement.plus(BEYOND);
    }

    /** The same with another limit per statement. */
    public StorageProperties withStatement(Duration limit) {
        return new StorageProperties(
                host,
                port,
                database,
                passwords,
                passwordFolder,
                tls,
                tlsAuthority,
                poolSize,
                acquire,
                limit);
    }

    /**
     * Connections for a command, one at a time and blocking, encrypted as the gateway's are; opens
     * none yet.
     *
     * @param role any role of the server
     * @param password null where the server asks for none
     */
    public DataSource login(String role, @Nullable String password) {
        return Jdbc.login(this, role, password);
    }

    /** The same server and roles, with another database. */
    public StorageProperties at(String another) {
        return new StorageProperties(
                host,
                port,
                another,
                passwords,
                passwordFolder,
                tls,
                tlsAuthority,
                poolSize,
                acquire,
                statement);
    }

    /** Host, port and database, for messages. */
    public String place() {
        return host + ":" + port + "/" + database;
    }

    /** Prints no password. */
    @Override
    public String toString() {
        return "StorageProperties[" + place() + "]";
    }
}
