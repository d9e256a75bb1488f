package io.menshen.storage;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpResources;

/** A pool of connections per role, so that no session can see more than its role. */
public final class Pools implements AutoCloseable {
    /**
     * Statements that a connection keeps prepared; without a bound the cache grows for ever
     * (r2dbc-postgresql#225).
     */
    private static final int PREPARED = 64;

    /** Whatever the server or the role says: what is acknowledged is on disk. */
    private static final Map<String, String> DURABLE = Map.of("synchronous_commit", "on");

    private final PoolMeters meters;
    private final String place;
    private final Map<Role, ConnectionPool> pools = new EnumMap<>(Role.class);

    /** Pools on Reactor's own event loops; opens no connection yet. */
    public Pools(StorageProperties properties) {
        this(properties, TcpResources.get());
    }

    /** Pools on given event loops, which tell nobody how they fare. */
    public Pools(StorageProperties properties, LoopResources loops) {
        this(properties, loops, new PoolMeters(new CompositeMeterRegistry(), Clock.systemUTC()));
    }

    /**
     * Pools on given event loops; opens no connection yet.
     *
     * @param loops not disposed of with the pools
     */
    Pools(StorageProperties properties, LoopResources loops, PoolMeters meters) {
        this.meters = meters;
        place = properties.place();
        for (var role : Role.values()) {
            var pool = pool(properties, role, loops);
            pools.put(role, pool);
            meters.watch(role, pool);
        }
    }

    /**
     * The connections of that role. Where there is none to be had, the error says at which server,
     * as whom, and what to do.
     */
    public ConnectionFactory of(Role role) {
        var pool = pools.get(role);
        if (pool == null) {
            throw new IllegalStateException("no pool for " + role);
        }
        return new Reached(pool, place + " as " + role.database(), meters.waits(role));
    }

    /** What {@link HotReads} answers, for a command, which needs no pipelining for it. */
    public HotReads reads(Role role) {
        return new R2dbcReads(of(role));
    }

    /**
     * A query whose sizes are kept by {@link io.menshen.kernel.Metric#STORE_READ}.
     *
     * @param store one of the metric's stores
     */
    public <K, V> CoalescedRead.Query<K, V> sized(String store, CoalescedRead.Query<K, V> query) {
        return meters.sized(store, query);
    }

    /** How the database fares, as the last use told; it asks nobody. */
    public DatabaseState state() {
        return meters.state();
    }

    private static ConnectionPool pool(
            StorageProperties properties, Role role, LoopResources loops) {
        var factory = new PostgresqlConnectionFactory(connections(properties, role, loops));
        return new ConnectionPool(
                ConnectionPoolConfiguration.builder(factory)
                        .initialSize(0)
                        .maxSize(properties.poolSize())
                        .maxAcquireTime(properties.acquire())
                        // Without it a server that takes connections and says nothing keeps
                        // the pool's places for ever.
                        .maxCreateConnectionTime(properties.acquire())
                        .maxLifeTime(Duration.ofMinutes(30))
                        .build());
    }

    private static PostgresqlConnectionConfiguration connections(
            StorageProperties properties, Role role, LoopResources loops) {
        var builder =
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
                        .options(DURABLE)
                        .forceBinary(true)
                        .loopResources(new WatchedLoops(loops, properties.answer()));
        return encrypted(builder, properties).build();
    }

    private static PostgresqlConnectionConfiguration.Builder encrypted(
            PostgresqlConnectionConfiguration.Builder builder, StorageProperties properties) {
        if (properties.tls() == StorageProperties.Tls.OFF) {
            return builder;
        }
        var authority = properties.tlsAuthority();
        var verified = builder.sslMode(SSLMode.VERIFY_FULL);
        return authority == null ? verified : verified.sslRootCert(authority.toString());
    }

    @Override
    public void close() {
        pools.values().forEach(ConnectionPool::dispose);
    }
}
