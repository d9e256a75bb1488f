package io.menshen.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Refuses query parameters that a route does not have. Addresses end up in the logs of others, so
 * that a caller who puts a person's data there has to learn of it at once.
 */
final class QueryCheck implements HandlerFilterFunction<ServerResponse, ServerResponse> {
    /**
     * Stands for every name: where others write the address, such as a provider that leads back.
     */
    static final String ANY = "*";

    private final Map<String, Set<String>> allowed;

    /** Parameters by path; a path that is not among them has none. */
    QueryCheck(Map<String, Set<String>> allowed) {
        this.allowed = Map.copyOf(allowed);
    }

    @Override
    public Mono<ServerResponse> filter(
            ServerRequest request, HandlerFunction<ServerResponse> next) {
        var query = request.uri().getRawQuery();
        var its = allowed.getOrDefault(request.uri().getRawPath(), Set.of());
        if (query == null
                || query.isEmpty()
                || its.contains(ANY)
                || its.containsAll(names(query))) {
            return next.handle(request);
        }
        var known = its.isEmpty() ? "none" : String.join(", ", its.stream().sorted().toList());
        return Mono.error(
                StrictJson.refused("", "unknown_parameter", "Allowed parameters: " + known + "."));
    }

    /** As they were sent: a name that is written in another way is another one. */
    private static List<String> names(String query) {
        return Stream.of(query.split("&", -1)).map(each -> each.split("=", 2)[0]).toList();
    }
}
