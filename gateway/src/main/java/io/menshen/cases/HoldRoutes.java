package io.menshen.cases;

import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.web.Bodies;
import io.menshen.web.Callers;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import io.menshen.web.Trace;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /v1/holds}: holds that one member of staff asks for and another one approves. */
final class HoldRoutes {
    static final String HOLDS = "/v1/holds";
    private static final int MOST = 500;
    private static final int USUAL = 50;

    private final Holds holds;
    private final Approving approving;
    private final Declining declining;
    private final HoldLooking looking;
    private final Bodies bodies;

    HoldRoutes(
            Holds holds,
            Approving approving,
            Declining declining,
            HoldLooking looking,
            Bodies bodies) {
        this.holds = holds;
        this.approving = approving;
        this.declining = declining;
        this.looking = looking;
        this.bodies = bodies;
    }

    DoorRoutes routes() {
        return new DoorRoutes(
                        Door.API,
                        RouterFunctions.route()
                                .POST(HOLDS, this::ask)
                                .GET(HOLDS, this::list)
                                .GET(HOLDS + "/{id}", this::one)
                                .POST(
                                        HOLDS + "/{id}/approve",
                                        r -> end(r, "/approve", approving::approve))
                                .POST(
                                        HOLDS + "/{id}/decline",
                                        r -> end(r, "/decline", declining::decline))
                                .build())
                .with(HOLDS, Set.of("status", "limit"))
                .reading(Set.of(HoldRequest.class, EndRequest.class));
    }

    private Mono<ServerResponse> ask(ServerRequest request) {
        return bodies.readKept(request, HoldRequest.class)
                .flatMap(read -> holds.ask(Asked.of(request, HOLDS, read.body()), read.value()))
                .flatMap(id -> written(request, id));
    }

    private Mono<ServerResponse> end(
            ServerRequest request, String verb, BiFunction<Asked, UUID, Mono<UUID>> act) {
        return Asked.id(request)
                .flatMap(id ->
                        bodies.readKept(request, EndRequest.class)
                                .flatMap(read -> {
                                    var route = HOLDS + "/" + id + verb;
                                    return act.apply(Asked.of(request, route, read.body()), id);
                                }))
                .flatMap(id -> written(request, id));
    }

    private Mono<ServerResponse> written(ServerRequest request, UUID id) {
        return looking.written(id, Trace.of(request).decision()).flatMap(bodies::write);
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        var caller = Callers.of(request);
        var trace = Trace.of(request);
        return Mono.defer(() ->
                        looking.list(
                                caller,
                                status(request),
                                limit(request),
                                trace.decision(),
                                trace.traceId()))
                .flatMap(bodies::write);
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        var caller = Callers.of(request);
        var trace = Trace.of(request);
        return Asked.id(request)
                .flatMap(id -> looking.one(caller, id, trace.decision(), trace.traceId()))
                .flatMap(bodies::write);
    }

    private static int limit(ServerRequest request) {
        return (int) Bodies.number(request, "limit", 1, MOST, USUAL);
    }

    private static String status(ServerRequest request) {
        var said = request.queryParam("status").orElse("");
        var faults = new ArrayList<Fault>();
        if (!said.isEmpty()) {
            CaseWords.read(HoldStatus.class, said, "/status", faults);
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults).toException();
        }
        return said;
    }
}
