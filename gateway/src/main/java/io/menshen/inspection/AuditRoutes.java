package io.menshen.inspection;

import io.menshen.web.Bodies;
import io.menshen.web.Callers;
import io.menshen.web.Trace;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What the auditor asks: {@code /v1/audit/checkpoints} and {@code /v1/audit/search}. */
final class AuditRoutes {
    /** No deployment makes more checkpoints than so many. */
    private static final long LAST = 1_000_000_000_000L;

    private final CheckpointView checkpoints;
    private final Searching searching;
    private final Bodies bodies;

    AuditRoutes(CheckpointView checkpoints, Searching searching, Bodies bodies) {
        this.checkpoints = checkpoints;
        this.searching = searching;
        this.bodies = bodies;
    }

    Mono<ServerResponse> search(ServerRequest request) {
        var caller = Callers.of(request);
        var trace = Trace.of(request);
        return bodies.read(request, SearchRequest.class)
                .flatMap(
                        asked -> searching.search(caller, asked, trace.decision(), trace.traceId()))
                .flatMap(bodies::write);
    }

    Mono<ServerResponse> checkpoints(ServerRequest request) {
        var caller = Callers.of(request);
        var trace = Trace.of(request);
        return Mono.defer(() -> {
            var after = Bodies.number(request, "after", 0, LAST, 0);
            var limit = (int) Bodies.number(request, "limit", 1, CheckpointView.MOST, 100);
            return checkpoints
                    .after(after, limit, caller, trace.decision(), trace.traceId())
                    .flatMap(bodies::write);
        });
    }
}
