package io.menshen.inspection;

import io.menshen.kernel.Refusal;
import io.menshen.web.Bodies;
import io.menshen.web.Callers;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import io.menshen.web.Trace;
import java.util.Set;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /v1/notices} and {@code /v1/receipts}. */
final class NoticeRoutes {
    private static final String CURRENT = "/v1/notices/current";

    private final NoticeView notices;
    private final ReceiptView receipts;
    private final ReceiptProof proof;
    private final Bodies bodies;

    NoticeRoutes(NoticeView notices, ReceiptView receipts, ReceiptProof proof, Bodies bodies) {
        this.notices = notices;
        this.receipts = receipts;
        this.proof = proof;
        this.bodies = bodies;
    }

    DoorRoutes routes() {
        return new DoorRoutes(
                        Door.API,
                        RouterFunctions.route()
                                .GET(CURRENT, this::current)
                                .GET("/v1/notices/{purpose}/{version}", this::kept)
                                .GET("/v1/receipts/keys", _ -> bodies.write(proof.keys()))
                                .GET("/v1/receipts/{id}", this::receipt)
                                .build())
                .with(CURRENT, Set.of("channel"));
    }

    private Mono<ServerResponse> current(ServerRequest request) {
        var caller = Callers.of(request);
        return Mono.fromSupplier(() -> notices.current(request.queryParam("channel"), caller))
                .flatMap(bodies::write);
    }

    private Mono<ServerResponse> kept(ServerRequest request) {
        return Mono.defer(() ->
                        notices.kept(
                                request.pathVariable("purpose"),
                                version(request.pathVariable("version"))))
                .flatMap(bodies::write);
    }

    /** What is no number is no version. */
    private static int version(String said) {
        if (!said.matches("[1-9][0-9]{0,8}")) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND).toException();
        }
        return Integer.parseInt(said);
    }

    private Mono<ServerResponse> receipt(ServerRequest request) {
        var trace = Trace.of(request);
        return receipts.of(
                        request.pathVariable("id"),
                        Callers.of(request),
                        trace.decision(),
                        trace.traceId())
                .flatMap(bodies::write);
    }
}
