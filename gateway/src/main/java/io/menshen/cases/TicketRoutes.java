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
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /v1/tickets}: tickets that one member of staff asks for and another one approves. */
final class TicketRoutes {
    private static final String TICKETS = "/v1/tickets";
    private static final int MOST = 500;
    private static final int USUAL = 50;

    private final TicketAsking asking;
    private final TicketDeciding deciding;
    private final TicketLooking looking;
    private final Bodies bodies;

    TicketRoutes(
            TicketAsking asking, TicketDeciding deciding, TicketLooking looking, Bodies bodies) {
        this.asking = asking;
        this.deciding = deciding;
        this.looking = looking;
        this.bodies = bodies;
    }

    DoorRoutes routes() {
        return new DoorRoutes(
                        Door.API,
                        RouterFunctions.route()
                                .POST(TICKETS, this::ask)
                                .GET(TICKETS, this::list)
                                .GET(TICKETS + "/{id}", this::one)
                                .POST(
                                        TICKETS + "/{id}/approve",
                                        r -> end(r, "/approve", TicketStatus.APPROVED))
                                .POST(
                                        TICKETS + "/{id}/decline",
                                        r -> end(r, "/decline", TicketStatus.DECLINED))
                                .build())
                .with(TICKETS, Set.of("status", "limit"))
                .reading(Set.of(TicketRequest.class, EndRequest.class));
    }

    private Mono<ServerResponse> ask(ServerRequest request) {
        return bodies.readKept(request, TicketRequest.class)
                .flatMap(read -> asking.ask(Asked.of(request, TICKETS, read.body()), read.value()))
                .flatMap(id -> written(request, id));
    }

    private Mono<ServerResponse> end(ServerRequest request, String verb, TicketStatus how) {
        return Asked.id(request)
                .flatMap(id ->
                        bodies.readKept(request, EndRequest.class)
                                .flatMap(read -> {
                                    var route = TICKETS + "/" + id + verb;
                                    var asked = Asked.of(request, route, read.body());
                                    return deciding.decide(asked, id, how);
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
                                (int) Bodies.number(request, "limit", 1, MOST, USUAL),
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

    private static String status(ServerRequest request) {
        var said = request.queryParam("status").orElse("");
        var faults = new ArrayList<Fault>();
        if (!said.isEmpty()) {
            CaseWords.read(TicketStatus.class, said, "/status", faults);
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults).toException();
        }
        return said;
    }
}
