package io.menshen.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.menshen.telemetry.TraceContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.util.context.Context;

class ServerEngineTraceTests {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final AtomicReference<Headers> asked = new AtomicReference<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.set(exchange.getRequestHeaders());
            var body = "{\"result\":{}}".getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Headers evaluate(Context context) {
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (var engine = new ServerEngine(address, Duration.ofSeconds(20))) {
            var answer =
                    engine.evaluate(PolicyEngine.Entrypoint.DECISION, "{}".getBytes(UTF_8))
                            .contextWrite(context)
                            .block();
            assertThat(answer).asString(UTF_8).isEqualTo("{}");
        }
        return asked.get();
    }

    @Test
    void the_server_is_asked_within_the_trace() {
        var context =
                TraceContext.continued(
                        List.of("00-" + TRACE + "-b7ad6b7169203331-01"), List.of("rojo=1"));

        var headers = evaluate(Context.of(TraceContext.class, context));

        assertThat(headers.get("traceparent"))
                .containsExactly("00-" + TRACE + "-" + context.spanId() + "-01");
        assertThat(headers.get("tracestate")).containsExactly("rojo=1");
    }

    @Test
    void outside_of_a_request_there_is_none() {
        var headers = evaluate(Context.empty());

        assertThat(headers.containsKey("traceparent")).isFalse();
        assertThat(headers.containsKey("tracestate")).isFalse();
    }
}
