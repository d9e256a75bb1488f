package io.menshen.storage;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** A pool of connections per role, so that no session can see more than its role. */
public final class Pools implements AutoCloseable {
    /**
     * Statements that a connection keeps prepared; without a bound the cache grows for ever
     * (r2dbc-postgresql#225).
     */
    private static final int PREPARED = 64;

    private final Map<Role, ConnectionPool> pools = new EnumMap<>(Role.class);

    /** Opens no connection yet. */
    public Pools(StorageProperties properties) {
        for (var role : Role.values()) {
            pools.put(role, pool(properties, role));
        }
    }

    /** The connections of that role. */
    public ConnectionFactory of(Role role) {
        var pool = pools.get(role);
        if (pool == null) {
            throw new IllegalStateException("no pool for " + role);
        }
        return pool;
    }

    private static ConnectionPool pool(StorageProperties properties, Role role) {
        var factory =
                new PostgresqlConnectionFactory(
                        PostgresqlConnectionConfiguration.builder()
                                .host(properties.host())
                                .port(properties.port())
                                .database(properties.database())
                                .username(role.database())
                                .password(properties.password(role))
                                .applicationName("menshen")
                                .connectTimeout(properties.acquire())
                                .statementTimeout(properties.statement())
                                .preparedStatementCacheQueries(PREPARED)
                                .build());
        return new ConnectionPool(
                ConnectionPoolConfiguration.builder(factory)
                        .initialSize(0)
                        .maxSize(properties.poolSize())
                        .maxAcquireTime(properties.acquire())
                        .maxLifeTime(Duration.ofMinutes(30))
                        .build());
    }

    @Override
    public void close() {
        pools.values().forEach(ConnectionPool::close);
    }
}
