package io.menshen.storage;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcPermissionDeniedException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import reactor.core.publisher.Mono;

/**
 * A pool whose failure to give a connection can be read by who runs the gateway.
 *
 * @param place server, database and role
 * @param waits where waits are told
 */
record Reached(ConnectionFactory pool, String place, PoolMeters.Waits waits)
        implements ConnectionFactory {
    @Override
    public Mono<? extends Connection> create() {
        return waits.timed(Mono.from(pool.create())).onErrorMap(this::explained);
    }

    private R2dbcTransientResourceException explained(Throwable cause) {
        var advice =
                cause instanceof R2dbcPermissionDeniedException
                        ? "refuses the password: see menshen.storage.passwords"
                        : "gives no connection: see that the server runs and what"
                                + " menshen.storage.host, port and database name";
        var kind = cause.getClass().getSimpleName();
        return new R2dbcTransientResourceException(
                "PostgreSQL at " + place + " " + advice + " (" + kind + ")", cause);
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return pool.getMetadata();
    }
}
