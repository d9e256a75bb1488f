package io.menshen.disclosure;

import io.menshen.access.Reference;
import io.menshen.access.Uses;
import io.menshen.disclosure.Tickets.Presented;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.kernel.Retrieval;
import io.menshen.kernel.SubjectId;
import io.menshen.tokens.ScopedTokens;
import io.menshen.tokens.ScopedTokens.Scope;
import io.menshen.web.Callers;
import io.menshen.web.Trace;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Says of each reading of a batch how far a ticket covers it; systems need none. */
final class Retrieving {
    static final String TICKET = "ticket";
    private static final String ALL = "";
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** Where no ticket is presented. */
    private static final Presented NONE = (_, _, _) -> Retrieval.BULK;

    private final Tickets tickets;
    private final Uses uses;
    private final ScopedTokens tokens;

    Retrieving(Tickets tickets, Uses uses, ScopedTokens tokens) {
        this.tickets = tickets;
        this.uses = uses;
        this.tokens = tokens;
    }

    /** The ticket that the query of a batch names. */
    Mono<Presented> presented(ServerRequest request) {
        var caller = Callers.of(request);
        var named = request.queryParam(TICKET);
        if (named.isEmpty() || caller.staff() == null) {
            return Mono.just(NONE);
        }
        if (!ID.matcher(named.get()).matches()) {
            return Mono.error(malformed());
        }
        var trace = Trace.of(request);
        var id = UUID.fromString(named.get());
        return tickets.present(caller, id, trace.decision(), trace.traceId());
    }

    private static RuntimeException malformed() {
        var fault = new Fault("/" + TICKET, "type", "Needed: the id of a ticket.");
        return Refusal.invalid(List.of(fault)).toException();
    }

    /** The caller as they ask for this line. */
    Caller reading(Caller caller, Presented presented, DisclosureRequest asked) {
        if (caller.staff() == null) {
            return caller;
        }
        var person = named(caller, asked);
        return caller.retrieving(presented.covers(asked.purpose(), person, fields(asked)));
    }

    private Optional<SubjectId> named(Caller caller, DisclosureRequest asked) {
        var catalog = uses.policy().catalog();
        return Uses.reference(catalog, asked.subject()) instanceof Reference.ByToken(var token)
                ? catalog.purpose(asked.purpose())
                        .map(known -> new Scope(caller.consumer(), known.tokenScope()))
                        .flatMap(scope -> tokens.subject(scope, token))
                : Optional.empty();
    }

    /** What is shown and compared; where nothing is named it is all, which no ticket covers. */
    private static Collection<String> fields(DisclosureRequest asked) {
        var match = asked.match() == null ? Set.<String>of() : asked.match().keySet();
        var shown = Optional.ofNullable(asked.fields());
        if (shown.isEmpty() && match.isEmpty()) {
            return Set.of(ALL);
        }
        return Stream.concat(shown.stream().flatMap(List::stream), match.stream())
                .map(name -> Objects.requireNonNullElse(name, ALL))
                .toList();
    }
}
