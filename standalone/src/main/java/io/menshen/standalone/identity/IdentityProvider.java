package io.menshen.standalone.identity;

import java.net.URI;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRoutes;

/**
 * Publishes the development issuer's keys on the loopback address. It hands out no tokens: whoever
 * may read the data folder mints them, nobody else on the machine.
 */
public final class IdentityProvider implements AutoCloseable {
    private final DisposableServer server;

    private IdentityProvider(DisposableServer server) {
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @param port 1 to 65535, or 0 for any free one
     */
    public static IdentityProvider start(DevelopmentIssuer issuer, int port) {
        var server = HttpServer.create().host("127.0.0.1").port(port);
        return new IdentityProvider(
                server.route(routes -> routes(routes, issuer)).bindNow(Duration.ofSeconds(10)));
    }

    private static void routes(HttpServerRoutes routes, DevelopmentIssuer issuer) {
        routes.get(
                "/jwks",
                (request, response) ->
                        response.header("Content-Type", "application/jwk-set+json")
                                .sendString(Mono.just(issuer.keys())));
    }

    /** Where its keys are. */
    public URI keys() {
        return URI.create("http://127.0.0.1:" + server.port() + "/jwks");
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(2));
    }
}
