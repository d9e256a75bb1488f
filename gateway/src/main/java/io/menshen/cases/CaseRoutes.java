package io.menshen.cases;

import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Refusal;
import io.menshen.web.Bodies;
import io.menshen.web.Callers;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import io.menshen.web.Trace;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /v1/cases}: the requests of people, for the tools of whoever answers them. */
final class CaseRoutes {
    static final String CASES = "/v1/cases";

    private final Filing filing;
    private final Handling handling;
    private final Looking looking;
    private final Bodies bodies;
    private final Clock clock;

    CaseRoutes(Filing filing, Handling handling, Looking looking, Bodies bodies, Clock clock) {
        this.filing = filing;
        this.handling = handling;
        this.looking = looking;
        this.bodies = bodies;
        this.clock = clock;
    }

    DoorRoutes routes() {
        return new DoorRoutes(
                        Door.API,
                        RouterFunctions.route()
                                .POST(CASES, this::open)
                                .GET(CASES, this::list)
                                .GET(CASES + "/{id}", this::one)
                                .POST(CASES + "/{id}/{verb}", this::act)
                                .build())
                .with(CASES, CaseQuery.NAMES)
                .reading(Set.of(CaseRequest.class, ActRequest.class));
    }

    private Mono<ServerResponse> open(ServerRequest request) {
        return bodies.readKept(request, CaseRequest.class)
                .flatMap(read -> filing.open(Asked.of(request, CASES, read.body()), read.value()))
                .flatMap(id -> written(request, id));
    }

    private Mono<ServerResponse> act(ServerRequest request) {
        return Act.byVerb(request.pathVariable("verb"))
                .map(act -> done(request, act))
                .orElseGet(() -> Mono.error(nowhere()));
    }

    private Mono<ServerResponse> done(ServerRequest request, Act act) {
        return Asked.id(request)
                .flatMap(id ->
                        bodies.readKept(request, ActRequest.class)
                                .flatMap(read -> {
                                    var asked = Asked.of(request, act.route(id), read.body());
                                    return handling.act(asked, id, act, read.value());
                                }))
                .flatMap(id -> written(request, id));
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        var caller = Callers.of(request);
        var trace = Trace.of(request);
        return Mono.fromSupplier(() -> CaseQuery.of(request, BusinessDay.today(clock)))
                .flatMap(wanted -> looking.list(caller, wanted, trace.decision(), trace.traceId()))
                .flatMap(bodies::write);
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        var caller = Callers.of(request);
        var trace = Trace.of(request);
        return Asked.id(request)
                .flatMap(id -> looking.one(caller, id, trace.decision(), trace.traceId()))
                .flatMap(bodies::write);
    }

    private Mono<ServerResponse> written(ServerRequest request, UUID id) {
        return looking.written(id, Trace.of(request).decision()).flatMap(bodies::write);
    }

    private static RuntimeException nowhere() {
        return Refusal.of(Refusal.Kind.NOT_FOUND).toException();
    }
}
