package io.menshen.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.gates.Leaks;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

@Timeout(60)
class PoolsCancelTests {
    @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();

    @AfterAll
    static void leaks() {
        Leaks.look();
    }

    @Test
    void a_storm_of_cancelled_queries_leaves_no_connection_behind() {
        try (var pools = new Pools(POSTGRES.properties())) {
            var pool = pools.of(Role.AUDIT);
            for (var wave = 0; wave < 20; wave++) {
                var queries = IntStream.range(0, 50).mapToObj(_ -> slow(pool).subscribe()).toList();
                LockSupport.parkNanos(Duration.ofMillis(wave).toNanos());
                queries.forEach(query -> query.dispose());
            }

            assertThat(settled(pool)).isZero();
            assertThat(slow(pool).block(Duration.ofSeconds(10))).isEqualTo(1);
            assertThat(settled(pool)).isZero();
        }
    }

    private static Mono<Integer> slow(ConnectionFactory pool) {
        return Mono.usingWhen(pool.create(), PoolsCancelTests::ask, Connection::close);
    }

    private static Mono<Integer> ask(Connection connection) {
        return Mono.from(
                        connection
                                .createStatement("SELECT 1 FROM (SELECT pg_sleep(0.02)) AS nap")
                                .execute())
                .flatMap(result -> Mono.from(result.map(row -> row.get(0, Integer.class))));
    }

    /** Connections still acquired after up to ten seconds. */
    private static int settled(ConnectionFactory factory) {
        var pool = (ConnectionPool) ((Reached) factory).pool();
        var metrics = pool.getMetrics().orElseThrow();
        for (var tries = 0; tries < 200 && metrics.acquiredSize() > 0; tries++) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return metrics.acquiredSize() + metrics.pendingAcquireSize();
    }
}
