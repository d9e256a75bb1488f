package io.menshen.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The process that asks goes on where the server ends a connection. */
class ConnectionsTests {
    private static final int MOST = 3;

    private final AtomicInteger asked = new AtomicInteger();

    private DisposableServer server() {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .maxKeepAliveRequests(MOST)
                .handle((_, response) -> {
                    asked.incrementAndGet();
                    return response.header("Content-Length", "2").sendString(Mono.just("{}"));
                })
                .bindNow();
    }

    @Test
    void asks_on_where_the_server_ends_its_connections(@TempDir Path folder) throws Exception {
        var request = Requests.post("/", "application/json", "", "{}");
        var file = Requests.write(folder.resolve("requests"), List.of(request)).toString();
        var server = server();
        try (var connections = new Connections()) {
            var tally = connections.run(new Order(server.port(), 4, 1_000, file, "}"));

            assertThat(tally.failed()).isZero();
            assertThat(tally.answered()).isGreaterThan(4 * MOST);
            assertThat((long) asked.get()).isGreaterThanOrEqualTo(tally.answered());
        } finally {
            server.disposeNow();
        }
    }
}
