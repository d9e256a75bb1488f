package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What is answered before its body was read costs no memory afterwards. */
class RefusedEarlyIntegrationTests {
    private static final String REQUEST =
            "POST /v1/unread HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody";

    private final Queue<WeakReference<Object>> seen = new ConcurrentLinkedQueue<>();

    private Mono<ServerResponse> unread(ServerRequest request) {
        seen.add(
                new WeakReference<>(
                        ServerHttpRequestDecorator.getNativeRequest(
                                request.exchange().getRequest())));
        return ServerResponse.ok().bodyValue("ok");
    }

    @Test
    void keeps_nothing_of_a_request_whose_body_was_not_read() throws IOException {
        var routes = RouterFunctions.route().POST("/v1/unread", this::unread).build();
        var api = TestGateway.door(16, null);
        try (var gateway =
                        new TestGateway(
                                api,
                                TestGateway.LONG,
                                List.of(new DoorRoutes(Door.API, Access.OPEN, routes)));
                var client = new Raw(gateway.port())) {
            // The connection itself may hold on to the last.
            for (var i = 0; i < 5; i++) {
                client.send(REQUEST);
                assertThat(client.readAnswer()).startsWith("HTTP/1.1 200");
            }
            assertThat(seen).hasSize(5);
            assertThat(Eventually.holds(this::onlyTheLastIsHeld)).isTrue();
        }
    }

    private boolean onlyTheLastIsHeld() {
        System.gc();
        return seen.stream().filter(one -> one.get() != null).count() <= 1;
    }
}
