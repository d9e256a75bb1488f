package io.menshen.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.menshen.kernel.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server of bundles as OPA expects one, with what it was asked; it can be told to lie. */
final class BundleServer implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final HttpServer server;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger unchanged = new AtomicInteger();
    private volatile Lie lie = Lie.NONE;
    private volatile byte[] bundle = {};
    private volatile @Nullable String token;

    /** What it does in place of an honest answer. */
    enum Lie {
        NONE,
        HUGE,
        SLOW,
        REDIRECT,
        ERROR,
        NOTHING,
        UNASKED_NOT_MODIFIED
    }

    BundleServer() throws IOException {
        this(null);
    }

    /** One that speaks TLS only, where there is a context. */
    BundleServer(@Nullable SSLContext tls) throws IOException {
        var local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (tls == null) {
            server = HttpServer.create(local, 0);
        } else {
            var secure = HttpsServer.create(local, 0);
            secure.setHttpsConfigurator(new HttpsConfigurator(tls));
            server = secure;
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/bundles/menshen.tar.gz", this::answer);
        server.start();
    }

    URI address() {
        var scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    URI url() {
        return address().resolve("/bundles/menshen.tar.gz");
    }

    void serve(Bytes archive) {
        bundle = archive.toArray();
    }

    void lie(Lie next) {
        lie = next;
    }

    void ask(String secret) {
        token = secret;
    }

    /** How often it sent the bundle. */
    int sent() {
        return sent.get();
    }

    /** How often it answered that nothing had changed. */
    int unchanged() {
        return unchanged.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (token != null && !Objects.equals(authorization, "Bearer " + token)) {
                exchange.sendResponseHeaders(401, -1);
            } else if (lie == Lie.NONE) {
                honest(exchange);
            } else {
                lied(exchange);
            }
        }
    }

    private void honest(HttpExchange exchange) throws IOException {
        var now = bundle;
        var tag = "\"" + FileHash.sha256(now) + "\"";
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            unchanged.incrementAndGet();
            return;
        }
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.getResponseHeaders().set("Content-Type", "application/gzip");
        exchange.sendResponseHeaders(200, now.length);
        exchange.getResponseBody().write(now);
        sent.incrementAndGet();
    }

    private void lied(HttpExchange exchange) throws IOException {
        switch (lie) {
            case REDIRECT -> {
                exchange.getResponseHeaders().set("Location", address() + "/elsewhere");
                exchange.sendResponseHeaders(302, -1);
            }
            case ERROR -> {
                exchange.sendResponseHeaders(500, 5);
                exchange.getResponseBody().write("sorry".getBytes(UTF_8));
            }
            case NOTHING -> exchange.sendResponseHeaders(200, -1);
            case UNASKED_NOT_MODIFIED -> exchange.sendResponseHeaders(304, -1);
            case HUGE -> huge(exchange);
            case SLOW -> slow(exchange);
            case NONE -> throw new IllegalStateException("that is no lie");
        }
    }

    private static void huge(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        for (var i = 0; i <= BundleFile.LARGEST / CHUNK; i++) {
            exchange.getResponseBody().write(new byte[CHUNK]);
        }
    }

    /** A byte now and then, so that no pause between two of them is long. */
    private void slow(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        while (lie == Lie.SLOW) {
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        lie = Lie.NONE;
        server.stop(0);
    }
}
