package io.menshen.web;

import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.telemetry.LogForm;
import io.netty.handler.timeout.ReadTimeoutException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.server.HttpServerResponse;

/** Answers every error as a problem. Of an exception that is no refusal nothing is told. */
final class ProblemWriter implements WebExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);

    private static final Refusal SLOW =
            Refusal.invalid(
                    List.of(new Refusal.Fault("", "slow", "The body did not come in time.")));

    /** What a line of log names. */
    record Asked(String decision, String traceId) {
        static Asked of(ServerWebExchange exchange) {
            var trace = Trace.of(exchange);
            return new Asked(trace.decision(), trace.traceId());
        }
    }

    private final StrictJson json;

    ProblemWriter(StrictJson json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
        var response = exchange.getResponse();
        if (response.isCommitted()) {
            if (refusal(thrown) == null && !AbortedException.isConnectionReset(thrown)) {
                log(Asked.of(exchange), thrown);
            }
            return cut(response);
        }
        if (begun(response).hasSentHeaders()) {
            return cut(response);
        }
        var refusal = refusal(thrown);
        if (refusal == null) {
            log(Asked.of(exchange), thrown);
        } else {
            addHeaders(exchange.getResponse().getHeaders(), refusal);
        }
        return write(exchange, problem(refusal, decision(exchange), language(exchange)))
                .onErrorResume(_ -> cut(response));
    }

    /** The problem of a refusal or of any other error, as it stands in a line of a batch. */
    static Problem told(Throwable thrown, Asked asked, Problem.Language language) {
        var refusal = refusal(thrown);
        if (refusal == null) {
            log(asked, thrown);
        }
        return problem(refusal, asked.decision(), language);
    }

    static Problem.Language language(ServerWebExchange exchange) {
        var headers = exchange.getRequest().getHeaders();
        return Problem.Language.of(headers.getFirst(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static Problem problem(
            @Nullable Refusal refusal, String decision, Problem.Language language) {
        return refusal == null
                ? Problem.internal(decision, language)
                : Problem.of(refusal, decision, language);
    }

    /**
     * An answer that has begun can only be cut off, so that it is not taken for a whole one; also
     * the server's own one to a broken framing. The error goes no further: the framework would log
     * its message and the address.
     */
    private static Mono<Void> cut(ServerHttpResponse response) {
        return Mono.fromRunnable(() -> begun(response).withConnection(Connection::dispose));
    }

    private static HttpServerResponse begun(ServerHttpResponse response) {
        return ServerHttpResponseDecorator.getNativeResponse(response);
    }

    private Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        var response = exchange.getResponse();
        var body = json.write(problem);
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().set(HttpHeaders.CONTENT_LANGUAGE, language(exchange).tag());
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static void addHeaders(HttpHeaders headers, Refusal refusal) {
        var seconds = Problem.retryAfter(refusal);
        if (seconds > 0) {
            headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
        }
        if (refusal.kind() == Refusal.Kind.UNAUTHENTICATED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"menshen\"");
        }
    }

    private static @Nullable Refusal refusal(Throwable thrown) {
        return switch (thrown) {
            case RefusedException e -> e.refusal();
            case DataBufferLimitException _ -> Refusal.of(Refusal.Kind.TOO_LARGE);
            case ReadTimeoutException _ -> SLOW;
            case TimeoutException _ -> Refusal.retry(Refusal.Kind.OVERLOADED, 5);
            case ResponseStatusException e when e.getStatusCode().value() == 404 ->
                    Refusal.of(Refusal.Kind.NOT_FOUND);
            case ResponseStatusException e when e.getStatusCode().is4xxClientError() ->
                    Refusal.of(Refusal.Kind.INVALID);
            default -> null;
        };
    }

    /** The message of the exception could hold a value: the log has its class and place. */
    private static void log(Asked asked, Throwable thrown) {
        var trace = thrown.getStackTrace();
        LOG.atError()
                .addKeyValue(LogForm.DECISION, asked.decision())
                .addKeyValue(LogForm.TRACE, asked.traceId())
                .addArgument(asked.decision())
                .addArgument(thrown.getClass().getName())
                .addArgument(trace.length == 0 ? "?" : trace[0])
                .log("{} failed: {} at {}");
    }

    private static String decision(ServerWebExchange exchange) {
        return Trace.of(exchange).decision();
    }
}
