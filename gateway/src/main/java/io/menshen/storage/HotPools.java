package io.menshen.storage;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Pools of pipelined connections, one a role, for the hot reads; none connects before its use. */
final class HotPools implements HotReads.ByRole, AutoCloseable {
    private static final int PIPELINED = 16;

    private final PoolMeters meters;
    private final Vertx vertx;
    private final Map<Role, Pool> pools = new EnumMap<>(Role.class);

    HotPools(StorageProperties properties, int loops, PoolMeters meters) {
        this.meters = meters;
        vertx =
                Vertx.builder()
                        .with(
                                new VertxOptions()
                                        .setEventLoopPoolSize(loops)
                                        .setPreferNativeTransport(true)
                                        .setFileSystemOptions(
                                                new FileSystemOptions()
                                                        .setFileCachingEnabled(false)
                                                        .setClassPathResolvingEnabled(false)))
                        .build();
        for (var role : Role.values()) {
            if (role.ownsSchema()) {
                pools.put(role, pool(vertx, properties, role, loops));
            }
        }
    }

    @Override
    public HotReads of(Role role) {
        var pool = pools.get(role);
        if (pool == null) {
            throw new IllegalStateException("no hot reads for " + role);
        }
        return new VertxReads(role, pool, meters.sizes(role.schema()), meters);
    }

    private static Pool pool(Vertx vertx, StorageProperties properties, Role role, int loops) {
        var acquire = Math.toIntExact(properties.acquire().toMillis());
        return PgBuilder.pool()
                .with(
                        new PoolOptions()
                                .setMaxSize(loops)
                                .setConnectionTimeout(acquire)
                                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                                .setIdleTimeout(Math.toIntExact(properties.answer().toMillis() / 2))
                                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                                .setMaxLifetime(30)
                                .setMaxLifetimeUnit(TimeUnit.MINUTES))
                .with(sockets(properties))
                .connectingTo(login(properties, role))
                .using(vertx)
                .build();
    }

    /**
     * A server that went without a word is given up, so that a new connection is made: one whose
     * machine acknowledges nothing, and one that reads nothing while something between
     * acknowledges. The client tells nobody for what a connection waits, so that one that is not
     * used is given up as well.
     */
    private static NetClientOptions sockets(StorageProperties properties) {
        var answer = Math.toIntExact(properties.answer().toMillis());
        return new NetClientOptions()
                .setConnectTimeout(Math.toIntExact(properties.acquire().toMillis()))
                .setTcpKeepAlive(true)
                .setTcpUserTimeout(answer)
                .setReadIdleTimeout(answer)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    private static PgConnectOptions login(StorageProperties properties, Role role) {
        var limit = Long.toString(properties.statement().toMillis());
        return encrypted(properties)
                .setHost(properties.host())
                .setPort(properties.port())
                .setDatabase(properties.database())
                .setUser(role.database())
                .setPassword(properties.password(role))
                .addProperty("application_name", "menshen")
                .addProperty("statement_timeout", limit)
                .setCachePreparedStatements(true)
                .setPipeliningLimit(PIPELINED);
    }

    /** As the other connections: in clear on this machine only, else the server proves its name. */
    private static PgConnectOptions encrypted(StorageProperties properties) {
        var options = new PgConnectOptions();
        if (properties.tls() == StorageProperties.Tls.OFF) {
            return options.setSslMode(SslMode.DISABLE);
        }
        var ssl = new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS");
        ssl.setTrustOptions(trusted(properties.tlsAuthority()));
        return options.setSslMode(SslMode.VERIFY_FULL).setSslOptions(ssl);
    }

    /** The authority of that file, or those that Java trusts. */
    private static TrustOptions trusted(@Nullable Path authority) {
        if (authority != null) {
            return new PemTrustOptions().addCertPath(authority.toString());
        }
        try {
            var java = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            java.init((KeyStore) null);
            return TrustOptions.wrap(java.getTrustManagers()[0]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java trusts no authority", e);
        }
    }

    /** Waits for nothing: what is under way fails, and the client's threads end. */
    @Override
    public void close() {
        var _ = vertx.close();
    }
}
