package io.menshen.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.menshen.access.Access;
import io.menshen.access.Records;
import io.menshen.access.Uses;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.login.AppLinks;
import io.menshen.web.Bodies;
import io.menshen.web.Callers;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import io.menshen.web.Trace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * {@code POST /v1/login-links}: a one-time link by which a system where a person is known, such as
 * the retailer's app, sends them to the pages. Decided and recorded as any use.
 */
final class LoginLinking {
    private final Uses uses;
    private final Access access;
    private final AppLinks links;
    private final Records records;
    private final Bodies bodies;
    private final ConsoleProperties properties;

    LoginLinking(
            Uses uses,
            Access access,
            AppLinks links,
            Records records,
            Bodies bodies,
            ConsoleProperties properties) {
        this.uses = uses;
        this.access = access;
        this.links = links;
        this.records = records;
        this.bodies = bodies;
        this.properties = properties;
    }

    /**
     * What is asked for.
     *
     * @param subject one member: {@code token} or a look-up field and its value
     */
    record LoginLinkRequest(@JsonProperty(required = true) Map<String, Personal<String>> subject) {}

    private record LoginLinkAnswer(String id, String url, Instant expiresAt) {}

    DoorRoutes routes() {
        return new DoorRoutes(
                        Door.API,
                        RouterFunctions.route().POST("/v1/login-links", this::issue).build())
                .reading(Set.of(LoginLinkRequest.class));
    }

    private Mono<ServerResponse> issue(ServerRequest request) {
        var caller = Callers.of(request);
        var trace = Trace.of(request);
        return bodies.read(request, LoginLinkRequest.class)
                .flatMap(asked -> issued(caller, asked, trace))
                .flatMap(bodies::write);
    }

    private Mono<LoginLinkAnswer> issued(Caller caller, LoginLinkRequest asked, Trace trace) {
        var login = uses.policy().catalog().deployment().login();
        if (login == null) {
            return Mono.error(Refusal.of(Refusal.Kind.NOT_FOUND).toException());
        }
        var use =
                uses.begin(
                        caller,
                        login.purpose(),
                        Operation.LINK,
                        null,
                        trace.decision(),
                        trace.traceId());
        return access.grant(use, Uses.reference(use.policy().catalog(), asked.subject()))
                .delayUntil(granted -> records.permitted(granted, List.of("subject"), List.of()))
                .flatMap(granted -> links.issue(granted.subject().id()))
                .map(issued ->
                        new LoginLinkAnswer(
                                trace.decision(),
                                properties.entry(issued.token()),
                                issued.expires()));
    }
}
