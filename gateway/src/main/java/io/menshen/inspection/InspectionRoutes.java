package io.menshen.inspection;

import io.menshen.access.Uses;
import io.menshen.web.Bodies;
import io.menshen.web.Callers;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import io.menshen.web.Trace;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /v1/tokens}, {@code /v1/decisions/explain}, {@code /v1/catalog} and {@code /v1/audit}. */
final class InspectionRoutes {
    private static final String CHECKPOINTS = "/v1/audit/checkpoints";

    private final Uses uses;
    private final TokenIssue issue;
    private final Explaining explaining;
    private final AuditRoutes audit;
    private final Bodies bodies;

    InspectionRoutes(
            Uses uses, TokenIssue issue, Explaining explaining, AuditRoutes audit, Bodies bodies) {
        this.audit = audit;
        this.explaining = explaining;
        this.uses = uses;
        this.issue = issue;
        this.bodies = bodies;
    }

    DoorRoutes routes() {
        return new DoorRoutes(
                        Door.API,
                        RouterFunctions.route()
                                .POST("/v1/tokens", this::issue)
                                .POST("/v1/decisions/explain", this::explain)
                                .GET("/v1/catalog/fields", r -> list(r, CatalogView::fields))
                                .GET("/v1/catalog/purposes", r -> list(r, CatalogView::purposes))
                                .GET(
                                        "/v1/catalog/identifiers",
                                        r -> list(r, CatalogView::identifiers))
                                .GET(CHECKPOINTS, audit::checkpoints)
                                .POST("/v1/audit/search", audit::search)
                                .build())
                .with(CHECKPOINTS, Set.of("after", "limit"))
                .reading(Set.of(TokenRequest.class, ExplainRequest.class, SearchRequest.class));
    }

    /** A list, with the revision that it is of. */
    private record Listing<T>(List<T> items, int policyRevision) {}

    private <T> Mono<ServerResponse> list(
            ServerRequest request, Function<CatalogView, List<T>> entries) {
        var caller = Callers.of(request);
        return Mono.fromSupplier(uses::policy)
                .map(policy ->
                        new Listing<>(
                                entries.apply(new CatalogView(policy.catalog(), caller)),
                                policy.revision()))
                .flatMap(bodies::write);
    }

    private Mono<ServerResponse> issue(ServerRequest request) {
        var caller = Callers.of(request);
        var trace = Trace.of(request);
        return bodies.read(request, TokenRequest.class)
                .flatMap(asked -> issue.issue(caller, asked, trace.decision(), trace.traceId()))
                .flatMap(bodies::write);
    }

    private Mono<ServerResponse> explain(ServerRequest request) {
        var caller = Callers.of(request);
        var trace = Trace.of(request);
        return bodies.read(request, ExplainRequest.class)
                .flatMap(asked ->
                        explaining.explain(caller, asked, trace.decision(), trace.traceId()))
                .flatMap(bodies::write);
    }
}
