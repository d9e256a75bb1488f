package io.menshen.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.menshen.kernel.Caller;
import io.menshen.telemetry.Spans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.HttpResources;

/** Real doors on free ports of the loopback, with routes that tests call. */
final class TestGateway implements AutoCloseable {
    static final TimeLimits SHORT =
            new TimeLimits(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(3));

    /** For tests of what is served, not of what is cut off. */
    static final TimeLimits LONG =
            new TimeLimits(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(30));

    /** What the test routes take. */
    record Probe(
            @JsonProperty(required = true) String name,
            @Nullable Integer number,
            @Nullable Map<String, String> fields,
            @Nullable List<Probe> inner) {}

    private record Answer(int length, @Nullable String padding) {}

    final MutableClock clock = new MutableClock();
    final TestIssuer issuer = new TestIssuer(clock);

    /** {@code /v1/gate} answers once it is open. */
    private final Sinks.Empty<Void> gate = Sinks.empty();

    final AtomicInteger linesTaken = new AtomicInteger();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Readiness readiness;
    final Doors doors;

    private final StrictJson json = new StrictJson();
    private final Bodies bodies = new Bodies(json);
    private final Batches batches = new Batches(bodies, json);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    TestGateway() {
        this(512, SHORT);
    }

    TestGateway(int maxInFlight, TimeLimits times) {
        this(door(maxInFlight, null), times, List.of());
    }

    TestGateway(DoorProperties api, TimeLimits times, List<DoorRoutes> more) {
        this(api, times, more, List.of());
    }

    TestGateway(DoorProperties api, TimeLimits times, List<DoorRoutes> more, List<String> bound) {
        this(api, times, more, bound, new Readiness(List.of(), Clock.systemUTC()));
    }

    TestGateway(DoorProperties api, TimeLimits times, List<DoorRoutes> more, Readiness readiness) {
        this(api, times, more, List.of(), readiness);
    }

    private TestGateway(
            DoorProperties api,
            TimeLimits times,
            List<DoorRoutes> more,
            List<String> bound,
            Readiness readiness) {
        this.readiness = readiness;
        var management = door(16, null);
        var properties =
                new WebProperties(
                        Map.of(Door.API, api, Door.MANAGEMENT, management),
                        List.of(issuer.properties()),
                        true,
                        "staff",
                        bound,
                        Duration.ZERO,
                        Duration.ofSeconds(20),
                        times);
        var bearer =
                new Bearer(
                        WebWiring.issuers(properties, clock),
                        (from, client, staff) -> resolved(from, client),
                        properties.binding(),
                        clock,
                        meters);
        var routes = new ArrayList<>(more);
        routes.add(
                new DoorRoutes(
                        Door.API, RouterFunctions.route().GET("/v1/who", this::who).build()));
        var mobile = Set.of("mobile");
        routes.add(
                new DoorRoutes(Door.API, Access.OPEN, open())
                        .with("/v1/seen", mobile)
                        .with("/v1/broken", mobile)
                        .with("/v1/broken-late", mobile)
                        .reading(Set.of(Probe.class)));
        doors = new Doors(properties, routes, bearer, json, watched(), HttpResources.get());
        doors.start();
    }

    private Doors.Watched watched() {
        return new Doors.Watched(meters, readiness, Spans.none());
    }

    static DoorProperties door(int maxInFlight, DoorProperties.@Nullable Tls tls) {
        return new DoorProperties(
                true,
                "127.0.0.1",
                0,
                tls == null ? null : tls.certificate(),
                tls == null ? null : tls.privateKey(),
                maxInFlight,
                4096);
    }

    int port() {
        return doors.port(Door.API);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(uri(path)).GET();
        return send(headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    HttpResponse<String> post(String path, String type, byte[] body, String... headers) {
        var request =
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return send(headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    HttpResponse<String> json(String body) {
        return post("/v1/echo", "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> send(HttpRequest request) {
        return send(client, request);
    }

    private static HttpResponse<String> send(HttpClient by, HttpRequest request) {
        try {
            return by.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void openGate() {
        gate.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
    }

    /** Opens the gate once the API's door takes no more, which the work closes. */
    void openGateWhile(Runnable closing) {
        var port = port();
        var closed = CompletableFuture.runAsync(closing);
        if (!Eventually.holds(() -> refuses(port))) {
            throw new IllegalStateException("the door did not close");
        }
        openGate();
        closed.orTimeout(30, TimeUnit.SECONDS).join();
    }

    static boolean refuses(int port) {
        try (var client = new Raw(port)) {
            return client.closedWithin(Duration.ofMillis(50));
        } catch (java.io.IOException _) {
            return true;
        }
    }

    /** Whether a well-behaved client is still served. */
    boolean serves() {
        var body = HttpRequest.BodyPublishers.ofString("{\"name\":\"ok\"}");
        var request =
                HttpRequest.newBuilder(uri("/v1/echo")).header("Content-Type", "application/json");
        // A connection that was kept may be closed for its idleness just when it is used again.
        try (var fresh = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return send(fresh, request.POST(body).build()).statusCode() == 200;
        }
    }

    @Override
    public void close() {
        doors.stop();
        issuer.close();
        client.close();
    }

    private static Optional<Caller> resolved(String issuer, String clientId) {
        return clientId.equals("delivery")
                ? Optional.of(new Caller(issuer, clientId, "delivery", null))
                : Optional.empty();
    }

    private org.springframework.web.reactive.function.server.RouterFunction<ServerResponse> open() {
        return RouterFunctions.route()
                .POST("/v1/echo", this::echo)
                .POST("/v1/lines", this::lines)
                .GET("/v1/slow", _ -> Mono.delay(Duration.ofSeconds(2)).then(ok()))
                .GET("/v1/never", _ -> Mono.never())
                .GET("/v1/gate", _ -> gate.asMono().then(ok()))
                .GET("/v1/seen", request -> ServerResponse.ok().bodyValue(request.uri().toString()))
                .GET("/v1/broken", _ -> Mono.error(new IllegalStateException(Canary.TEXT)))
                .GET("/v1/broken-late", this::brokenLate)
                .build();
    }

    private Mono<ServerResponse> who(ServerRequest request) {
        return ServerResponse.ok().bodyValue(Callers.of(request).consumer());
    }

    private Mono<ServerResponse> echo(ServerRequest request) {
        return bodies.read(request, Probe.class).flatMap(probe -> bodies.write(answer(probe)));
    }

    private Mono<ServerResponse> lines(ServerRequest request) {
        return batches.answer(request, Probe.class, 8, (probe, _) -> line(probe));
    }

    private Mono<byte[]> line(Probe probe) {
        linesTaken.incrementAndGet();
        return probe.name().equals("broken")
                ? Mono.error(new IllegalStateException(Canary.TEXT))
                : Mono.just(json.write(answer(probe)));
    }

    private Mono<ServerResponse> brokenLate(ServerRequest request) {
        var text =
                Flux.just("begun").concatWith(Flux.error(new IllegalStateException(Canary.TEXT)));
        return ServerResponse.ok().body(text, String.class);
    }

    private static Answer answer(Probe probe) {
        var padding = probe.name().equals("big") ? "x".repeat(32 << 10) : null;
        return new Answer(probe.name().length(), padding);
    }

    private static Mono<ServerResponse> ok() {
        return ServerResponse.ok().bodyValue("ok");
    }
}
