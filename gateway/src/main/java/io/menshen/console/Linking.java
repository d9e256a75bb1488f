package io.menshen.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.menshen.access.Access;
import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Reference;
import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.consent.Links;
import io.menshen.consent.Links.Link;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.subject.Subject;
import io.menshen.tokens.ScopedTokens;
import io.menshen.web.Bodies;
import io.menshen.web.Callers;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import io.menshen.web.Trace;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code POST /v1/links}: a link for a message, by which its receiver withdraws. */
final class Linking {
    private static final int MOST = 20;

    private final Uses uses;
    private final Access access;
    private final Links links;
    private final ScopedTokens tokens;
    private final Records records;
    private final Bodies bodies;
    private final ConsoleProperties properties;
    private final Clock clock;

    Linking(
            Uses uses,
            Access access,
            Links links,
            ScopedTokens tokens,
            Records records,
            Bodies bodies,
            ConsoleProperties properties,
            Clock clock) {
        this.uses = uses;
        this.access = access;
        this.links = links;
        this.tokens = tokens;
        this.records = records;
        this.bodies = bodies;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param purposes 1 to 20, each registered for the caller; one press withdraws all of them
     * @param subject one member: {@code token} or a look-up field and its value, for the first
     *     purpose
     */
    record LinkRequest(
            @JsonProperty(required = true) List<String> purposes,
            @JsonProperty(required = true) Map<String, Personal<String>> subject) {}

    private record LinkAnswer(String id, String url, LocalDate expiresOn) {}

    DoorRoutes routes() {
        return new DoorRoutes(
                        Door.API, RouterFunctions.route().POST("/v1/links", this::issue).build())
                .reading(Set.of(LinkRequest.class));
    }

    private Mono<ServerResponse> issue(ServerRequest request) {
        var caller = Callers.of(request);
        var trace = Trace.of(request);
        return bodies.read(request, LinkRequest.class)
                .flatMap(asked -> issued(caller, checked(asked), trace))
                .flatMap(bodies::write);
    }

    private static LinkRequest checked(LinkRequest asked) {
        var names = asked.purposes();
        if (names.isEmpty() || names.size() > MOST || Set.copyOf(names).size() < names.size()) {
            var fault = new Fault("/purposes", "count", "Needed: 1 to 20 different purposes.");
            throw Refusal.invalid(List.of(fault)).toException();
        }
        return asked;
    }

    /**
     * Every purpose is a decision of its own; one that is refused refuses the link. The person is
     * named once, for the first of them.
     */
    private Mono<LinkAnswer> issued(Caller caller, LinkRequest asked, Trace trace) {
        var today = BusinessDay.today(clock);
        var expires = today.plusDays(properties.linkDays());
        var purposes = asked.purposes();
        var first = use(caller, purposes.getFirst(), trace);
        return granted(first, Uses.reference(first.policy().catalog(), asked.subject()))
                .map(Granted::subject)
                .delayUntil(subject -> others(caller, purposes, subject, trace))
                .map(subject -> new Link(subject.id(), purposes, expires))
                .flatMap(link -> links.issue(link, today))
                .map(token -> new LinkAnswer(trace.decision(), properties.link(token), expires));
    }

    private Mono<Void> others(Caller caller, List<String> purposes, Subject subject, Trace trace) {
        return Flux.fromIterable(purposes)
                .skip(1)
                .map(purpose -> use(caller, purpose, trace))
                .concatMap(use -> granted(use, named(use, subject)))
                .then();
    }

    private Reference named(Use use, Subject subject) {
        return new Reference.ByToken(tokens.ofSubject(use.scope(), subject.id()));
    }

    private Use use(Caller caller, String purpose, Trace trace) {
        return uses.begin(caller, purpose, Operation.LINK, null, trace.decision(), trace.traceId());
    }

    private Mono<Granted> granted(Use use, Reference by) {
        return access.grant(use, by)
                .delayUntil(granted -> records.permitted(granted, List.of("subject"), List.of()));
    }
}
