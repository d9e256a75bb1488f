package io.menshen.web;

import io.menshen.kernel.Refusal;
import io.micrometer.core.instrument.Counter;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * What every request passes first: it gets its trace and the headers of every answer, is shed where
 * too many are in hand, and is refused where its address or framing has more than one reading.
 */
final class Entrance implements WebFilter {
    /** The most headers of a request. */
    static final int MAX_HEADERS = 100;

    /** Forms that a proxy and the router could read in different ways. */
    private static final Pattern AMBIGUOUS =
            Pattern.compile("//|;|\\\\|%2f|%5c|%00|%25|(^|/)(\\.|%2e){1,2}(/|$)");

    /** Each of those forms but two slashes has one of these. */
    private static final String DOUBTFUL = ";\\%.";

    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z._:\\[\\]-]{1,255}");
    private static final Set<HttpVersion> VERSIONS =
            Set.of(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1, HttpVersion.valueOf("HTTP/2.0"));

    private final InFlight inFlight;
    private final Duration whole;
    private final ProblemWriter problems;
    private final Counter shed;

    Entrance(InFlight inFlight, Duration whole, ProblemWriter problems, Counter shed) {
        this.inFlight = inFlight;
        this.whole = whole;
        this.problems = problems;
        this.shed = shed;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var trace = Trace.begin(exchange.getRequest());
        exchange.getAttributes().put(Trace.class.getName(), trace);
        addHeaders(exchange.getResponse().getHeaders(), trace);
        return passed(exchange, chain)
                .onErrorResume(e -> problems.handle(exchange, e))
                .contextWrite(trace::into);
    }

    private Mono<Void> passed(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> inFlight.enter() ? entered(exchange, chain) : shed(exchange));
    }

    private Mono<Void> entered(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> checked(exchange).then(chain.filter(exchange)))
                // With an error of our own: Reactor's words name the chain, looked up for each.
                .timeout(whole, Mono.error(TimeoutException::new))
                .doFinally(_ -> inFlight.leave());
    }

    private Mono<Void> shed(ServerWebExchange exchange) {
        shed.increment();
        if (inFlight.isEnding()) {
            closeAfter(exchange);
        }
        return Mono.error(Refusal.retry(Refusal.Kind.OVERLOADED, 1).toException());
    }

    private static Mono<Void> checked(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        if (ambiguous(request.getURI().getRawPath())) {
            return Mono.error(Refusal.of(Refusal.Kind.NOT_FOUND).toException());
        }
        if (soundHead(request)) {
            return Mono.empty();
        }
        closeAfter(exchange);
        return Mono.error(
                StrictJson.refused(
                        "",
                        "head",
                        "HTTP/1.1 or 2, one Host, at most 100 headers, no coding but chunked."));
    }

    /** What stands in {@code DOUBTFUL} nowhere has one reading, as nearly every path. */
    private static boolean ambiguous(String path) {
        return hasAny(path, DOUBTFUL) && AMBIGUOUS.matcher(path.toLowerCase(Locale.ROOT)).find();
    }

    private static boolean hasAny(String path, String marks) {
        for (var i = 0; i < path.length(); i++) {
            if (marks.indexOf(path.charAt(i)) >= 0) {
                return true;
            }
        }
        return path.contains("//");
    }

    private static boolean soundHead(ServerHttpRequest request) {
        HttpServerRequest own = ServerHttpRequestDecorator.getNativeRequest(request);
        var headers = request.getHeaders();
        var hosts = headers.getOrEmpty(HttpHeaders.HOST);
        var codings = headers.getOrEmpty(HttpHeaders.TRANSFER_ENCODING);
        return hosts.size() == 1
                && HOST.matcher(hosts.getFirst()).matches()
                && VERSIONS.contains(own.version())
                && own.requestHeaders().size() <= MAX_HEADERS
                && (codings.isEmpty() || codings.equals(List.of("chunked")));
    }

    /** Nothing more is read from a connection whose framing is in doubt, or whose door closes. */
    private static void closeAfter(ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
    }

    private static void addHeaders(HttpHeaders headers, Trace trace) {
        headers.set(Trace.DECISION, trace.decision());
        headers.setCacheControl("no-store");
        headers.set("X-Content-Type-Options", "nosniff");
    }
}
