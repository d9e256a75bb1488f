package io.menshen.login;

import static io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.LOCK_FREE;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.menshen.kernel.Refusal;
import io.menshen.quota.RedisLink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Redis as the login sees it. All its keys share a hash tag, so that a cluster keeps them on one
 * node and a script may name several. While Redis is lost, one call in half a second tries it and
 * all others fail at once: {@code STORE_UNAVAILABLE}.
 */
final class LoginStore implements AutoCloseable {
    /** What every key begins with. */
    static final String PREFIX = "menshen:{login}:";

    private static final int RETRY_SECONDS = 2;

    private final RedisLink link;
    private final CircuitBreaker breaker =
            CircuitBreaker.of(
                    "login",
                    CircuitBreakerConfig.custom()
                            .slidingWindow(2, 2, SlidingWindowType.COUNT_BASED, LOCK_FREE)
                            .failureRateThreshold(100)
                            .permittedNumberOfCallsInHalfOpenState(1)
                            .waitDurationInOpenState(Duration.ofMillis(500))
                            .writableStackTraceEnabled(false)
                            .build());

    LoginStore(RedisLink link) {
        this.link = link;
    }

    /** What one command answers; empty where it answers nil. */
    <T> Mono<T> ask(
            Function<RedisAsyncCommands<String, String>, ? extends CompletionStage<T>> command) {
        return link.commands()
                .flatMap(redis -> Mono.fromCompletionStage(() -> command.apply(redis)))
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                // What follows must not run on the one thread that serves the connection.
                .publishOn(Schedulers.parallel())
                .onErrorMap(_ -> unavailable());
    }

    /** What a script answers, which runs as a whole or not at all. */
    Mono<List<String>> run(String script, List<String> keys, List<String> arguments) {
        return ask(redis ->
                redis.eval(
                        script,
                        ScriptOutputType.MULTI,
                        keys.toArray(String[]::new),
                        arguments.toArray(String[]::new)));
    }

    private static Throwable unavailable() {
        return Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, RETRY_SECONDS).toException();
    }

    @Override
    public void close() {
        link.close();
    }
}
