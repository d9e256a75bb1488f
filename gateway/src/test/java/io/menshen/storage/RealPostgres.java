package io.menshen.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One real PostgreSQL for all tests of a run, migrated, with durable commits and password
 * authentication.
 */
public final class RealPostgres implements BeforeAllCallback {
    private static final Map<Role, String> PASSWORDS = passwords();

    /** The server, where {@link #beforeAll} ran. */
    public EmbeddedPostgres server(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RealPostgres.class))
                .computeIfAbsent("server", key -> new Running(start()), Running.class)
                .server;
    }

    private record Running(EmbeddedPostgres server) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private static int port;

    @Override
    public void beforeAll(ExtensionContext context) {
        port = server(context).getPort();
    }

    /** How the gateway's roles reach the server. */
    public StorageProperties properties() {
        return new StorageProperties(
                "127.0.0.1",
                port,
                "postgres",
                PASSWORDS,
                4,
                java.time.Duration.ofSeconds(5),
                java.time.Duration.ofSeconds(10));
    }

    /** The password of that role. */
    public String password(Role role) {
        return String.valueOf(PASSWORDS.get(role));
    }

    /** A connection string for JDBC as that role. */
    public String jdbc(Role role) {
        return "jdbc:postgresql://127.0.0.1:"
                + port
                + "/postgres?user="
                + role.database()
                + "&password="
                + PASSWORDS.get(role);
    }

    private static EmbeddedPostgres start() {
        try {
            var server =
                    EmbeddedPostgres.builder()
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("max_connections", "100")
                            .setServerConfig("hba_file", passwordsAsked().toString())
                            .start();
            port = server.getPort();
            new Migration(server.getPostgresDatabase()).run(propertiesOf(port));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the test database refused the migration", e);
        }
    }

    /** The server itself starts with trust for all; here only its owner needs no password. */
    private static Path passwordsAsked() throws IOException {
        var file = Files.createTempFile("pg_hba", ".conf");
        file.toFile().deleteOnExit();
        return Files.writeString(
                file,
                """
                local all all trust
                host all postgres samehost trust
                host all all samehost scram-sha-256
                """);
    }

    private static StorageProperties propertiesOf(int port) {
        return new StorageProperties(
                "127.0.0.1",
                port,
                "postgres",
                PASSWORDS,
                4,
                java.time.Duration.ofSeconds(5),
                java.time.Duration.ofSeconds(10));
    }

    private static Map<Role, String> passwords() {
        var passwords = new EnumMap<Role, String>(Role.class);
        for (var role : Role.values()) {
            passwords.put(role, "test-" + role.database());
        }
        return Map.copyOf(passwords);
    }
}
