package io.menshen.disclosure;

import io.menshen.kernel.Caller;
import io.menshen.kernel.Retrieval;
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

    private static final String BATCH = "/v1/disclosures/batch";
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
    private final Retrieving retrieving;

    DisclosureRoutes(
            Disclosures disclosures,
            Resolutions resolutions,
            Bodies bodies,
            Batches batches,
            Retrieving retrieving) {
        this.retrieving = retrieving;
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
                                .POST(BATCH, this::batch)
                                .POST("/v1/rights/copies", this::copy)
                                .add(tokens())
                                .build())
                .with(BATCH, Set.of(Retrieving.TICKET))
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

    /** Members of staff retrieve several people's data by a ticket alone (5.3). */
    private Mono<ServerResponse> batch(ServerRequest request) {
        return retrieving
                .presented(request)
                .flatMap(ticket ->
                        many(
                                request,
                                DisclosureRequest.class,
                                (caller, asked, id, trace) -> {
                                    var reading = retrieving.reading(caller, ticket, asked);
                                    return read(reading, asked, id, trace);
                                }));
    }

    private <T> Mono<ServerResponse> many(ServerRequest request, Class<T> type, Work<T> work) {
        var caller = Callers.of(request).retrieving(Retrieval.BULK);
        var trace = Trace.of(request).traceId();
        return batches.answer(
                request,
                type,
                IN_FLIGHT,
                (asked, decision) -> work.answer(caller, asked, decision, trace));
    }
}
