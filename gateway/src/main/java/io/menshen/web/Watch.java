package io.menshen.web;

import io.menshen.kernel.Metric;
import io.menshen.telemetry.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Times what passes a door, outside of all else. While the gateway ends, each answer asks its
 * client to come back by another connection, which leads to another replica.
 */
final class Watch implements WebFilter {
    private final Readiness readiness;
    private final Timer[] byClass;
    private final Timer cut;

    Watch(MeterRegistry meters, Door door, Readiness readiness) {
        this.readiness = readiness;
        this.byClass =
                new Timer[] {
                    timer(meters, door, "2xx"),
                    timer(meters, door, "3xx"),
                    timer(meters, door, "4xx"),
                    timer(meters, door, "5xx")
                };
        this.cut = timer(meters, door, "cut");
    }

    private static Timer timer(MeterRegistry meters, Door door, String status) {
        return Meters.timer(meters, Metric.REQUESTS, door.word(), status);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (readiness.isEnding()) {
            exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
        }
        var began = System.nanoTime();
        return chain.filter(exchange).doFinally(end -> timer(exchange, end).record(since(began)));
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private Timer timer(ServerWebExchange exchange, SignalType end) {
        if (end != SignalType.ON_COMPLETE) {
            return cut;
        }
        var status = exchange.getResponse().getStatusCode();
        var place = status == null ? 0 : status.value() / 100 - 2;
        return place >= 0 && place < byClass.length ? byClass[place] : cut;
    }
}
