package io.menshen.web;

import io.menshen.telemetry.Spans;
import io.menshen.telemetry.Stage;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The span of a whole request, inside of what gave it its trace. */
record RequestSpan(Spans spans) implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return spans.root(Stage.REQUEST, chain.filter(exchange));
    }
}
