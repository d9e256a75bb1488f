package io.menshen.policy;

import static io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.LOCK_FREE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.menshen.telemetry.TraceContext;
import io.netty.channel.ChannelOption;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * An OPA server that loads the same bundle, asked by its REST interface. It may be dead, slow or
 * hostile: an answer counts only if it is JSON of at most 1 MiB with nothing but a result in it,
 * and complete within the limit. Redirects are not followed.
 */
final class ServerEngine implements PolicyEngine, AutoCloseable {
    private static final int LARGEST = 1 << 20;
    private static final int AT_ONCE = 128;
    private static final Set<String> BESIDE_RESULT = Set.of("result", "decision_id");

    private final URI server;
    private final Duration limit;
    private final ConnectionProvider connections;
    private final WebClient client;
    private final Bulkhead bulkhead = bulkhead();
    private final CircuitBreaker breaker = breaker();

    /**
     * An engine at that address; nothing is asked yet.
     *
     * @param server base of the REST interface, without {@code /v1}
     * @param limit from connecting to the last byte of the answer
     */
    ServerEngine(URI server, Duration limit) {
        this.server = server;
        this.limit = limit;
        this.connections =
                ConnectionProvider.builder("policy")
                        .maxConnections(AT_ONCE)
                        .pendingAcquireMaxCount(AT_ONCE)
                        .pendingAcquireTimeout(limit)
                        .maxIdleTime(Duration.ofSeconds(30))
                        .build();
        this.client = client(connections, limit);
    }

    private static WebClient client(ConnectionProvider connections, Duration limit) {
        var http =
                HttpClient.create(connections)
                        .followRedirect(false)
                        .compress(false)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) limit.toMillis());
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST))
                .build();
    }

    private static Bulkhead bulkhead() {
        return Bulkhead.of(
                "policy",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(AT_ONCE)
                        .maxWaitDuration(Duration.ZERO)
                        .writableStackTraceEnabled(false)
                        .build());
    }

    private static CircuitBreaker breaker() {
        return CircuitBreaker.of(
                "policy",
                CircuitBreakerConfig.custom()
                        .slidingWindowSynchronizationStrategy(LOCK_FREE)
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(10)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(1))
                        .permittedNumberOfCallsInHalfOpenState(3)
                        .writableStackTraceEnabled(false)
                        .build());
    }

    @Override
    public Mono<byte[]> evaluate(Entrypoint entrypoint, byte[] input) {
        return Mono.defer(() -> asked(entrypoint, input))
                .map(ServerEngine::result)
                .switchIfEmpty(Mono.error(() -> unfit("it is empty")))
                .timeout(limit)
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .transformDeferred(BulkheadOperator.of(bulkhead));
    }

    private Mono<byte[]> asked(Entrypoint entrypoint, byte[] input) {
        return Mono.deferContextual(
                context -> asked(entrypoint, input, context.getOrEmpty(TraceContext.class)));
    }

    private Mono<byte[]> asked(Entrypoint entrypoint, byte[] input, Optional<TraceContext> trace) {
        return client.post()
                .uri(URI.create(base() + "/v1/data/" + entrypoint.path()))
                .headers(headers -> trace.ifPresent(its -> its.into(headers::set)))
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .bodyValue(question(input))
                .exchangeToMono(ServerEngine::body);
    }

    private String base() {
        var text = server.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static byte[] question(byte[] input) {
        var question = new ByteArrayOutputStream(input.length + 10);
        question.writeBytes("{\"input\":".getBytes(UTF_8));
        question.writeBytes(input);
        question.write('}');
        return question.toByteArray();
    }

    private static Mono<byte[]> body(ClientResponse response) {
        var json =
                response.headers()
                        .contentType()
                        .filter(MediaType.APPLICATION_JSON::equalsTypeAndSubtype)
                        .isPresent();
        if (response.statusCode().value() != 200 || !json) {
            return response.releaseBody().then(Mono.error(() -> unfit("it is no JSON")));
        }
        return response.bodyToMono(byte[].class);
    }

    /** The result alone. What OPA adds on request, a warning for one, is not asked for. */
    private static byte[] result(byte[] body) {
        var json = Bundle.STRICT.readTree(new String(body, UTF_8));
        if (!json.isObject()
                || !json.has("result")
                || !BESIDE_RESULT.containsAll(json.propertyNames())) {
            throw unfit("it is not a result alone");
        }
        return Bundle.STRICT.writeValueAsBytes(json.path("result"));
    }

    private static IllegalStateException unfit(String why) {
        return new IllegalStateException("the policy server's answer is not taken: " + why);
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
