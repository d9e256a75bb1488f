package io.menshen.benchmarks.bare;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.util.Map;
import java.util.Objects;
import org.postgresql.ds.PGSimpleDataSource;

/** Where the people are, by the variables of the environment that PostgreSQL's own tools read. */
public record Database(int port, String name, String user, String password) {
    static Database of(Map<String, String> environment) {
        return new Database(
                Integer.parseInt(named(environment, "PGPORT")),
                named(environment, "PGDATABASE"),
                named(environment, "PGUSER"),
                named(environment, "PGPASSWORD"));
    }

    private static String named(Map<String, String> environment, String name) {
        return Objects.requireNonNull(environment.get(name), name + " is not set");
    }

    /** The variables, for a process that is started. */
    public Map<String, String> environment() {
        return Map.of(
                "PGHOST", "127.0.0.1",
                "PGPORT", Integer.toString(port),
                "PGDATABASE", name,
                "PGUSER", user,
                "PGPASSWORD", password);
    }

    /** A pool of reactive connections. */
    ConnectionPool pool(int size) {
        var factory =
                new PostgresqlConnectionFactory(
                        PostgresqlConnectionConfiguration.builder()
                                .host("127.0.0.1")
                                .port(port)
                                .database(name)
                                .username(user)
                                .password(password)
                                .build());
        return new ConnectionPool(
                ConnectionPoolConfiguration.builder(factory)
                        .initialSize(size)
                        .maxSize(size)
                        .build());
    }

    /** Connections of the JDBC driver. */
    public PGSimpleDataSource driver() {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(name);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** Prints no password. */
    @Override
    public String toString() {
        return "Database[" + port + "/" + name + "]";
    }
}
