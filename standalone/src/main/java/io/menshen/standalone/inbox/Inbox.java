package io.menshen.standalone.inbox;

import io.menshen.connectors.http.Signature;
import io.menshen.connectors.http.SigningBytes;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;

/**
 * The telephones of the development installation: what the gateway posts is shown on a page, for
 * whoever sits at this machine. It keeps the last hundred texts, in memory only.
 */
public final class Inbox implements AutoCloseable {
    private static final int LARGEST = 4096;

    /** Another name for this address would let a page from elsewhere read it. */
    private static final Pattern HOST =
            Pattern.compile("(127\\.0\\.0\\.1|localhost)(:[0-9]{1,5})?");

    private final SigningBytes key;
    private final Clock clock;
    private final Arrived arrived = new Arrived();
    private final DisposableServer server;

    private Inbox(SigningBytes key, Clock clock, int port) {
        this.key = key;
        this.clock = clock;
        this.server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(port)
                        .route(this::routes)
                        .bindNow(Duration.ofSeconds(10));
    }

    /**
     * Starts to listen.
     *
     * @param key that the gateway signs with
     * @param port 1 to 65535, or 0 for any free one
     */
    public static Inbox start(SigningBytes key, Clock clock, int port) {
        return new Inbox(key, clock, port);
    }

    /** Where the gateway posts. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.port() + "/texts");
    }

    /** Where a person looks. */
    public URI page() {
        return URI.create("http://127.0.0.1:" + server.port() + "/");
    }

    private void routes(HttpServerRoutes routes) {
        routes.get("/", (request, response) -> isHere(request) ? shown(response) : no(response));
        routes.post("/texts", this::taken);
    }

    private static boolean isHere(HttpServerRequest request) {
        var host =
                Objects.requireNonNullElse(request.requestHeaders().get(HttpHeaderNames.HOST), "");
        return HOST.matcher(host).matches();
    }

    private static Publisher<Void> no(HttpServerResponse response) {
        return response.status(403).send();
    }

    private Publisher<Void> shown(HttpServerResponse response) {
        return response.header(HttpHeaderNames.CONTENT_TYPE, "text/html;charset=UTF-8")
                .header(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .sendString(Mono.fromSupplier(arrived::page));
    }

    private Publisher<Void> taken(HttpServerRequest request, HttpServerResponse response) {
        var signature =
                Objects.requireNonNullElse(request.requestHeaders().get(Signature.HEADER), "");
        return request.receive()
                .aggregate()
                .asByteArray()
                .defaultIfEmpty(new byte[0])
                .filter(body -> body.length <= LARGEST)
                .filter(body -> Signature.holds(key, clock.instant(), signature, body))
                .filter(body -> arrived.take(new String(body, StandardCharsets.UTF_8)))
                .map(_ -> 204)
                .defaultIfEmpty(403)
                .flatMap(status -> Mono.from(response.status(status).send()));
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(2));
    }
}
