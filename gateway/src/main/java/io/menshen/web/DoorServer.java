package io.menshen.web;

import io.menshen.web.DoorProperties.ClientCertificates;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http2SettingsSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpRequestDecoderSpec;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.SslProvider;

/** One open door: a port, its limits, and the handler behind it. */
final class DoorServer {
    /** The largest head of a request in bytes. */
    static final int MAX_HEAD = 16 << 10;

    private static final Duration LAST_BYTES = Duration.ofSeconds(2);

    private final Door door;
    private final DoorProperties properties;
    private final TimeLimits times;
    private final HttpHandler handler;
    private final LoopResources loops;
    private final AtomicInteger connections = new AtomicInteger();
    private final ChannelGroup accepted = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private @Nullable DisposableServer bound;

    DoorServer(
            Door door,
            DoorProperties properties,
            TimeLimits times,
            HttpHandler handler,
            LoopResources loops) {
        this.door = door;
        this.properties = properties;
        this.times = times;
        this.handler = handler;
        this.loops = loops;
    }

    /** Opens it; an error names the key to change. */
    void open() {
        try {
            bound = server().bindNow(Duration.ofSeconds(10));
        } catch (ChannelBindException e) {
            throw new IllegalStateException(
                    door.key() + ".port is " + properties.port() + "; that port is in use", e);
        }
    }

    /** Takes no more connections. */
    void stopAccepting() {
        var open = bound;
        if (open != null) {
            open.dispose();
        }
    }

    /** Lets the last bytes out and closes every connection; HTTP/2 is told by GOAWAY. */
    void close() {
        var open = bound;
        if (open != null) {
            open.disposeNow(LAST_BYTES);
            accepted.close().awaitUninterruptibly(LAST_BYTES.toMillis());
        }
        bound = null;
    }

    int port() {
        return bound == null ? 0 : bound.port();
    }

    private HttpServer server() {
        var server =
                HttpServer.create()
                        .host(properties.address())
                        .port(properties.port())
                        .runOn(loops)
                        .forwarded(false)
                        .compress(false)
                        .accessLog(false)
                        .httpMessageLogFactory(new SilentMessages())
                        .channelGroup(accepted)
                        .doOnChannelInit((_, channel, _) -> watch(channel))
                        .childObserve(HeadDeadline::changed)
                        .httpRequestDecoder(DoorServer::limited);
        return withProtocols(withTimes(server)).handle(new ReactorHttpHandlerAdapter(handler));
    }

    private static HttpRequestDecoderSpec limited(HttpRequestDecoderSpec decoder) {
        return decoder.maxInitialLineLength(4 << 10)
                .maxHeaderSize(MAX_HEAD)
                .allowDuplicateContentLengths(false)
                .validateHeaders(true);
    }

    /**
     * The whole of a request is timed in {@link Entrance}. The server's own limit for it would keep
     * what is refused before its body was read until that limit is over.
     */
    private HttpServer withTimes(HttpServer server) {
        return server.idleTimeout(times.idle())
                .readTimeout(times.pause())
                .maxKeepAliveRequests(10_000)
                .http2Settings(DoorServer::limited);
    }

    /** Streams that are opened and reset at once cost us, not the client (CVE-2023-44487). */
    private static void limited(Http2SettingsSpec.Builder h2) {
        h2.maxConcurrentStreams(100)
                .maxHeaderListSize(MAX_HEAD)
                .maxDecodedRstFramesPerWindow(200, 30);
    }

    /** Without TLS there is no upgrade to HTTP/2: a proxy could carry it past its own rules. */
    private HttpServer withProtocols(HttpServer server) {
        var tls = properties.tls();
        if (tls == null) {
            return server.protocol(HttpProtocol.HTTP11);
        }
        return server.protocol(HttpProtocol.HTTP11, HttpProtocol.H2)
                .secure(ssl -> ssl.sslContext(spec(tls)).handshakeTimeout(times.head()));
    }

    private SslProvider.GenericSslContextSpec<SslContextBuilder> spec(DoorProperties.Tls tls) {
        try {
            return Http2SslContextSpec.forServer(
                            tls.certificate().toFile(), tls.privateKey().toFile())
                    .configure(this::secured);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s.certificate is %s and %s.private-key is %s; a PEM chain and its PKCS #8 key are needed (and a PEM file where client-authorities is set)"
                            .formatted(door.key(), tls.certificate(), door.key(), tls.privateKey()),
                    e);
        }
    }

    /** Whoever shows a certificate shows one of these authorities, in force: else no connection. */
    private void secured(SslContextBuilder ssl) {
        ssl.protocols("TLSv1.3", "TLSv1.2");
        var authorities = properties.clientAuthorities();
        if (authorities != null) {
            ssl.trustManager(authorities.toFile())
                    .clientAuth(
                            properties.clientCertificates() == ClientCertificates.REQUIRED
                                    ? ClientAuth.REQUIRE
                                    : ClientAuth.OPTIONAL);
        }
    }

    private void watch(Channel channel) {
        var most = properties.maxConnections();
        var end = connections.incrementAndGet() > most ? channel.close() : channel.closeFuture();
        end.addListener(_ -> connections.decrementAndGet());
        var deadline = new HeadDeadline(times.head());
        channel.pipeline()
                .addFirst(deadline.name(), deadline)
                .addFirst(new WriteTimeoutHandler(times.pause().toMillis(), TimeUnit.MILLISECONDS));
        if (properties.tls() != null) {
            channel.pipeline().addFirst(new TlsFirst());
        }
    }
}
