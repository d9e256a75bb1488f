package io.menshen.connectors.http;

import static io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.LOCK_FREE;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.menshen.connectors.DeliveryException;
import io.menshen.connectors.DeliveryException.Kind;
import io.menshen.connectors.TextMessage;
import io.menshen.connectors.Texts;
import io.netty.channel.ChannelOption;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Texts by a signed POST of JSON: {@code {"id","number","text"}}, with the id as {@code
 * Idempotency-Key}. 2xx is taken; 4xx is refused; all else may be tried again. Redirects are not
 * followed, and nothing of the answer is read. While the other side fails, nothing is posted.
 */
public final class HttpTexts implements Texts, AutoCloseable {
    private static final int AT_ONCE = 16;

    /** What the other side asks to be tried later, though it is a 4xx. */
    private static final int TOO_MANY = 429;

    private static final int TIME_OUT = 408;

    private final Gate gate;
    private final Clock clock;
    private final ConnectionProvider connections;
    private final WebClient client;
    private final CircuitBreaker breaker = breaker();

    /** Texts to that address; nothing is posted yet. */
    public HttpTexts(Gate gate, Clock clock) {
        this.gate = gate;
        this.clock = clock;
        this.connections =
                ConnectionProvider.builder("texts")
                        .maxConnections(AT_ONCE)
                        .pendingAcquireMaxCount(AT_ONCE)
                        .pendingAcquireTimeout(gate.limit())
                        .maxIdleTime(Duration.ofSeconds(30))
                        .build();
        var http =
                HttpClient.create(connections)
                        .followRedirect(false)
                        .compress(false)
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                Math.toIntExact(gate.limit().toMillis()));
        this.client =
                WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)).build();
    }

    private static CircuitBreaker breaker() {
        return CircuitBreaker.of(
                "texts",
                CircuitBreakerConfig.custom()
                        .slidingWindowSynchronizationStrategy(LOCK_FREE)
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(5))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .ignoreException(HttpTexts::isRefused)
                        .writableStackTraceEnabled(false)
                        .build());
    }

    private static boolean isRefused(Throwable failure) {
        return failure instanceof DeliveryException known && known.kind() == Kind.REFUSED;
    }

    @Override
    public Mono<Void> send(TextMessage message) {
        return Mono.defer(() -> posted(message))
                .timeout(gate.limit())
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .onErrorMap(HttpTexts::told);
    }

    private Mono<Void> posted(TextMessage message) {
        var body = TextBody.of(message);
        return client.post()
                .uri(gate.address())
                .contentType(MediaType.APPLICATION_JSON)
                .header("Idempotency-Key", message.id().toString())
                .header(Signature.HEADER, Signature.of(gate.key(), clock.instant(), body))
                .bodyValue(body)
                .exchangeToMono(HttpTexts::answered);
    }

    private static Mono<Void> answered(ClientResponse response) {
        var status = response.statusCode().value();
        var answered = response.releaseBody();
        if (status >= 200 && status < 300) {
            return answered;
        }
        var refused = status >= 400 && status < 500 && status != TOO_MANY && status != TIME_OUT;
        var kind = refused ? Kind.REFUSED : Kind.UNREACHABLE;
        return answered.then(Mono.error(() -> new DeliveryException(kind)));
    }

    /** The words of a client's exception may name the address; they are not passed on. */
    private static Throwable told(Throwable failure) {
        return failure instanceof DeliveryException
                ? failure
                : new DeliveryException(Kind.UNREACHABLE);
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
