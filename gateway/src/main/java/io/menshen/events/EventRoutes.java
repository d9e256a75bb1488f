package io.menshen.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.web.Bodies;
import io.menshen.web.Callers;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import io.menshen.web.Trace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /v1/events}: what a consumer is told of consents and erasures, and that it knows. */
final class EventRoutes {
    private static final String EVENTS = "/v1/events";
    private static final int MOST = 1_000;
    private static final int USUAL = 100;

    private final Following following;
    private final Bodies bodies;

    EventRoutes(Following following, Bodies bodies) {
        this.following = following;
        this.bodies = bodies;
    }

    /**
     * What is acknowledged.
     *
     * @param through a position that was told; all to there was taken in
     */
    record Acknowledgement(@JsonProperty(required = true) long through) {}

    DoorRoutes routes() {
        return new DoorRoutes(
                        Door.API,
                        RouterFunctions.route()
                                .GET(EVENTS, this::page)
                                .POST("/v1/events/acknowledgements", this::acknowledge)
                                .build())
                .with(EVENTS, Set.of("after", "limit"))
                .reading(Set.of(Acknowledgement.class));
    }

    private Mono<ServerResponse> page(ServerRequest request) {
        return Mono.defer(
                        () -> {
                            var after = number(request, "after", 0, Long.MAX_VALUE);
                            var limit = number(request, "limit", 1, MOST);
                            return following.page(
                                    Callers.of(request),
                                    Trace.of(request),
                                    after,
                                    limit.orElse((long) USUAL).intValue());
                        })
                .flatMap(bodies::write);
    }

    private static Optional<Long> number(
            ServerRequest request, String name, long least, long most) {
        return request.queryParam(name).map(said -> number("/" + name, said, least, most));
    }

    private static long number(String pointer, String said, long least, long most) {
        var number = said.matches("[0-9]{1,18}") ? Long.parseLong(said) : -1;
        if (number < least || number > most) {
            var range = most == Long.MAX_VALUE ? "0 or more" : least + " to " + most;
            var detail = "Needed: a whole number, " + range + ".";
            throw Refusal.invalid(List.of(new Fault(pointer, "number", detail))).toException();
        }
        return number;
    }

    private Mono<ServerResponse> acknowledge(ServerRequest request) {
        return bodies.read(request, Acknowledgement.class)
                .map(said -> Long.toString(said.through()))
                .map(said -> number("/through", said, 0, Long.MAX_VALUE))
                .flatMap(through ->
                        following.acknowledge(Callers.of(request), Trace.of(request), through))
                .flatMap(bodies::write);
    }
}
