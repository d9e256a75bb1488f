package io.menshen.benchmarks.bare;

import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The least that reactor-netty does: twelve bytes, always the same. */
final class HelloServer {
    private static final byte[] HELLO = "{\"hello\":1}\n".getBytes(StandardCharsets.US_ASCII);

    private HelloServer() {}

    static DisposableServer start(int port) {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .route(routes ->
                        routes.get(
                                "/hello",
                                (_, response) ->
                                        response.header("Content-Type", "application/json")
                                                .header("Content-Length", "" + HELLO.length)
                                                .sendByteArray(Mono.just(HELLO))))
                .bindNow();
    }
}
