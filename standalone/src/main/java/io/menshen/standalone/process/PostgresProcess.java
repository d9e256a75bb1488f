package io.menshen.standalone.process;

import io.menshen.standalone.StandaloneException;
import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.data.Kept;
import io.menshen.standalone.data.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL on the loopback address that keeps what it acknowledged: fsync and synchronous
 * commit are on, and every login needs its password. Its log holds no statement and no parameter.
 */
public final class PostgresProcess implements Part, AutoCloseable {
    /** The role that owns the database. */
    public static final String OWNER = "menshen_owner";

    /** The gateway's database. */
    public static final String DATABASE = "menshen";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> SETTINGS =
            List.of(
                    "listen_addresses=127.0.0.1",
                    "unix_socket_directories=",
                    "fsync=on",
                    "synchronous_commit=on",
                    "full_page_writes=on",
                    "password_encryption=scram-sha-256",
                    "max_connections=150",
                    "shared_buffers=64MB",
                    "max_wal_size=256MB",
                    "log_statement=none",
                    "log_min_error_statement=panic",
                    "log_parameter_max_length=0",
                    "log_parameter_max_length_on_error=0",
                    "log_error_verbosity=terse");

    private final PostgresServer server;
    private final Child child;
    private final int port;
    private final String password;

    private PostgresProcess(PostgresServer server, Child child, int port, String password) {
        this.server = server;
        this.child = child;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the server of a data folder, made where it is missing; one that outlived its starter
     * is stopped first.
     *
     * @throws StandaloneException where it does not start
     */
    public static PostgresProcess start(DataFolder folder, Binaries binaries) throws IOException {
        var server =
                new PostgresServer(binaries.postgres(), folder.file("postgres"), Account.present());
        var password = Kept.in(folder.file("secrets.properties")).password("postgres");
        if (!Files.isDirectory(server.data())) {
            create(folder, server, password);
        }
        server.account().own(server.data());
        server.stopSurvivor();
        var port = Ports.kept(Kept.in(folder.file("ports.properties")), "postgres");
        var command = server.command("postgres", "-p", Integer.toString(port));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        var postgres =
                new PostgresProcess(
                        server, Child.start(folder, "postgres", command), port, password);
        postgres.child.await(postgres::answers, PATIENCE);
        postgres.createDatabase();
        return postgres;
    }

    /**
     * Initialises beside the place and moves there at the end: a start that was cut off is begun
     * anew.
     */
    private static void create(DataFolder folder, PostgresServer server, String password)
            throws IOException {
        var fresh = Files.createTempDirectory(folder.root(), "postgres-new");
        server.account().own(fresh);
        var secret = fresh.resolveSibling(fresh.getFileName() + ".password");
        OwnerOnly.write(secret, password);
        server.account().own(secret);
        Commands.run(
                new PostgresServer(server.home(), fresh, server.account())
                        .command(
                                "initdb",
                                "-U",
                                OWNER,
                                "--pwfile=" + secret,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--locale=C"));
        Files.delete(secret);
        Files.move(fresh, server.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Stops the server of that folder if it outlived its starter. */
    public static void stopSurvivor(DataFolder folder, Binaries binaries) throws IOException {
        var data = folder.file("postgres");
        if (Files.exists(data.resolve("postmaster.pid"))) {
            var server = new PostgresServer(binaries.postgres(), data, Account.present());
            server.account().own(data);
            server.stopSurvivor();
        }
    }

    /** Connections of the owner to a database. */
    public PGSimpleDataSource owner(String database) {
        return login(database, OWNER, password);
    }

    /** Connections of a role to a database. */
    public PGSimpleDataSource login(String database, String role, String secret) {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(role);
        source.setPassword(secret);
        return source;
    }

    /** The port on the loopback address. */
    public int port() {
        return port;
    }

    /** The folder of its raw data. */
    public Path data() {
        return server.data();
    }

    private boolean answers() {
        try (var connection = owner("postgres").getConnection()) {
            return connection.isValid(5);
        } catch (SQLException _) {
            return false;
        }
    }

    private void createDatabase() {
        var exists = "SELECT FROM pg_database WHERE datname = '" + DATABASE + "'";
        try (var connection = owner("postgres").getConnection();
                var statement = connection.createStatement()) {
            if (!statement.executeQuery(exists).next()) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        } catch (SQLException e) {
            throw new StandaloneException(
                    "PostgreSQL refuses to make the database: " + e.getMessage(), e);
        }
    }

    @Override
    public CompletableFuture<Ended> ended() {
        return child.ended();
    }

    /** Ends all its sessions and stops it; what was committed is on disk. */
    @Override
    public void close() throws IOException {
        if (child.handle().isAlive()) {
            server.stop();
            child.awaitEnd(PATIENCE);
        }
        child.forget();
    }
}
