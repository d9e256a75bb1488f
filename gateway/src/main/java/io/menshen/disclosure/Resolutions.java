package io.menshen.disclosure;

import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.disclosure.FieldTokens.Sent;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import reactor.core.publisher.Mono;

/** From a token to its value, or to the token that stands in its place now; each is a decision. */
final class Resolutions {
    private final Uses uses;
    private final TokenResolution resolution;
    private final TokenExchange exchange;

    Resolutions(Uses uses, TokenResolution resolution, TokenExchange exchange) {
        this.uses = uses;
        this.resolution = resolution;
        this.exchange = exchange;
    }

    /** Resolving the token of a field is a disclosure with operation {@code resolve}. */
    Mono<Disclosure> resolve(
            Caller caller, ResolveRequest request, String decisionId, String traceId) {
        return Mono.fromSupplier(() ->
                        uses.begin(
                                caller,
                                request.purpose(),
                                Operation.RESOLVE,
                                null,
                                decisionId,
                                traceId))
                .flatMap(use ->
                        resolution.resolve(use, sent(use, request.field(), request.token())));
    }

    /** An exchange issues a token, so its operation is {@code tokenize}. */
    Mono<Exchanged> exchange(
            Caller caller, ExchangeRequest request, String decisionId, String traceId) {
        return Mono.fromSupplier(() ->
                        uses.begin(
                                caller,
                                request.purpose(),
                                Operation.TOKENIZE,
                                null,
                                decisionId,
                                traceId))
                .flatMap(use -> exchange(use, request));
    }

    private Mono<Exchanged> exchange(Use use, ExchangeRequest request) {
        return request.field() == null
                ? exchange.ofPerson(use, request.token())
                : exchange.ofValue(use, sent(use, request.field(), request.token()));
    }

    private static Sent sent(Use use, String name, String token) {
        var field =
                use.policy()
                        .catalog()
                        .field(name)
                        .orElseThrow(() -> Uses.unknown("/field", "a field of the catalogue"));
        return new Sent(name, field, token);
    }
}
