package io.menshen.disclosure;

import io.menshen.kernel.Caller;
import io.menshen.web.Batches;
import io.menshen.web.Bodies;
import io.menshen.web.Callers;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import io.menshen.web.Trace;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * {@code POST /v1/disclosures}, {@code /v1/tokens/resolve} and {@code /v1/tokens/exchange}, and a
 * batch of each; {@code POST /v1/rights/copies}.
 */
final class DisclosureRoutes {
    /**
     * Items of one batch under way at once: enough for the coalesced reads to fill their queries.
     */
    private static final int IN_FLIGHT = 64;

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private static final Set<Class<?>> BODIES =
            Set.of(
                    DisclosureRequest.class,
                    ResolveRequest.class,
                    ExchangeRequest.class,
                    CopyRequest.class);

    private final Disclosures disclosures;
    private final Resolutions resolutions;
    private final Bodies bodies;
    private final Batches batches;

    DisclosureRoutes(
            Disclosures disclosures, Resolutions resolutions, Bodies bodies, Batches batches) {
        this.resolutions = resolutions;
        this.disclosures = disclosures;
        this.bodies = bodies;
        this.batches = batches;
    }

    DoorRoutes routes() {
        return new DoorRoutes(
                        Door.API,
                        RouterFunctions.route()
                                .POST(
                                        "/v1/disclosures",
                                        r -> one(r, DisclosureRequest.class, this::read))
                                .POST(
                                        "/v1/disclosures/batch",
                                        r -> many(r, DisclosureRequest.class, this::read))
                                .POST("/v1/rights/copies", this::copy)
                                .add(tokens())
                                .build())
                .reading(BODIES);
    }

    private RouterFunction<ServerResponse> tokens() {
        return RouterFunctions.route()
                .POST("/v1/tokens/resolve", r -> one(r, ResolveRequest.class, this::resolve))
                .POST("/v1/tokens/resolve/batch", r -> many(r, ResolveRequest.class, this::resolve))
                .POST("/v1/tokens/exchange", r -> one(r, ExchangeRequest.class, this::exchange))
                .POST(
                        "/v1/tokens/exchange/batch",
                        r -> many(r, ExchangeRequest.class, this::exchange))
                .build();
    }

    /** What answers one request by the bytes of its answer. */
    private interface Work<T> {
        Mono<byte[]> answer(Caller caller, T asked, String decisionId, String traceId);
    }

    private Mono<byte[]> read(Caller caller, DisclosureRequest asked, String id, String trace) {
        return disclosures.disclose(caller, asked, id, trace).map(AnswerWriter::write);
    }

    private Mono<byte[]> resolve(Caller caller, ResolveRequest asked, String id, String trace) {
        return resolutions.resolve(caller, asked, id, trace).map(AnswerWriter::write);
    }

    private Mono<byte[]> exchange(Caller caller, ExchangeRequest asked, String id, String trace) {
        return resolutions.exchange(caller, asked, id, trace).map(AnswerWriter::write);
    }

    private Mono<ServerResponse> copy(ServerRequest request) {
        var caller = Callers.of(request);
        var trace = Trace.of(request);
        return bodies.read(request, CopyRequest.class)
                .flatMap(asked ->
                        disclosures
                                .copy(caller, asked.all(), trace.decision(), trace.traceId())
                                .flatMap(copy ->
                                        asked.format() == CopyRequest.Format.CSV
                                                ? written(CSV, CsvWriter.write(copy))
                                                : written(
                                                        MediaType.APPLICATION_JSON,
                                                        AnswerWriter.write(copy))));
    }

    private static Mono<ServerResponse> written(MediaType type, byte[] body) {
        return ServerResponse.ok().contentType(type).bodyValue(body);
    }

    private <T> Mono<ServerResponse> one(ServerRequest request, Class<T> type, Work<T> work) {
        var caller = Callers.of(request);
        var trace = Trace.of(request);
        return bodies.read(request, type)
                .flatMap(asked -> work.answer(caller, asked, trace.decision(), trace.traceId()))
                .flatMap(body -> written(MediaType.APPLICATION_JSON, body));
    }

    private <T> Mono<ServerResponse> many(ServerRequest request, Class<T> type, Work<T> work) {
        var caller = Callers.of(request);
        var trace = Trace.of(request).traceId();
        return batches.answer(
                request,
                type,
                IN_FLIGHT,
                (asked, decision) -> work.answer(caller, asked, decision, trace));
    }
}
