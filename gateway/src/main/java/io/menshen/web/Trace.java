package io.menshen.web;

import io.menshen.kernel.Drbg;
import io.menshen.telemetry.TraceContext;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * What ties an answer to its records: the id of the decision, told in {@code Menshen-Decision}, and
 * the trace (W3C Trace Context). It stands in the Reactor context under its class.
 *
 * @param decision {@code d_} and 22 characters
 * @param context where the request stands in its trace
 */
public record Trace(String decision, TraceContext context) {
    /** The header of every answer that names the decision. */
    public static final String DECISION = "Menshen-Decision";

    private static final SecureRandom RANDOM = Drbg.seeded();
    private static final ByteBuffer BLOCK = ByteBuffer.allocate(4096).limit(0);

    /** The trace of the request in hand. */
    public static Trace of(ServerRequest request) {
        return of(request.exchange());
    }

    /** The trace of the chain in hand; empty outside of a request. */
    public static Mono<Trace> current() {
        return Mono.deferContextual(Trace::inContext);
    }

    /** A fresh id for a decision; each line of a batch has its own. */
    public static String newDecision() {
        return "d_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random(16));
    }

    /** The id that all spans of the trace share: 32 hexadecimal digits. */
    public String traceId() {
        return context.traceId();
    }

    static Trace of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(Trace.class.getName());
    }

    /** Keeps the caller's trace where it is well-formed; its words are never repeated otherwise. */
    static Trace begin(ServerHttpRequest request) {
        var headers = request.getHeaders();
        var parents = headers.get(TraceContext.TRACEPARENT);
        return new Trace(
                newDecision(),
                parents == null
                        ? TraceContext.fresh()
                        : TraceContext.continued(
                                parents, headers.getOrEmpty(TraceContext.TRACESTATE)));
    }

    /** For what follows: under its own class, and the trace alone under that of the trace. */
    Context into(Context following) {
        return following.put(Trace.class, this).put(TraceContext.class, context);
    }

    private static Mono<Trace> inContext(ContextView context) {
        return Mono.justOrEmpty(context.<Trace>getOrEmpty(Trace.class));
    }

    /** Is called before a door opens, so that no event loop waits for the first seed. */
    static void prepare() {
        newDecision();
    }

    /** Drawn in blocks: a generator's step costs much more than the bytes that an id needs. */
    private static byte[] random(int length) {
        synchronized (BLOCK) {
            if (BLOCK.remaining() < length) {
                RANDOM.nextBytes(BLOCK.clear().array());
            }
            var bytes = new byte[length];
            BLOCK.get(bytes);
            return bytes;
        }
    }
}
