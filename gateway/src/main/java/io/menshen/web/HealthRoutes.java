package io.menshen.web;

import io.menshen.kernel.Health;
import io.menshen.web.Readiness.Seen;
import io.menshen.web.Readiness.Standing;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * What the platform asks of a replica: whether it lives, whether it can serve, how its parts do and
 * what that means, and its metrics.
 */
final class HealthRoutes {
    private static final MediaType PROMETHEUS =
            MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");

    /** A part as it is shown; no code and no error where there is nothing to say. */
    private record Part(
            String name,
            String state,
            boolean required,
            Instant since,
            @Nullable String code,
            @Nullable String error,
            String reads,
            String writes) {
        static Part of(Seen seen) {
            var health = seen.health();
            return new Part(
                    seen.name(),
                    health.state().word(),
                    seen.standing() == Standing.REQUIRED,
                    health.since(),
                    health.code().isEmpty() ? null : health.code(),
                    health.error().isEmpty() ? null : health.error(),
                    health.reads().word(),
                    health.writes().word());
        }
    }

    private record Whole(String status, boolean live, boolean ready, List<Part> parts) {
        static Whole of(List<Seen> parts) {
            var ready = parts.stream().noneMatch(Seen::closes);
            var state = parts.stream().allMatch(Seen::isUp) ? Health.State.UP : lesser(ready);
            return new Whole(state.word(), true, ready, parts.stream().map(Part::of).toList());
        }

        private static Health.State lesser(boolean ready) {
            return ready ? Health.State.DEGRADED : Health.State.DOWN;
        }
    }

    private record Status(String status) {
        static Status of(boolean up) {
            return new Status((up ? Health.State.UP : Health.State.DOWN).word());
        }
    }

    private final Readiness readiness;
    private final StrictJson json;

    HealthRoutes(Readiness readiness, StrictJson json) {
        this.readiness = readiness;
        this.json = json;
    }

    RouterFunction<ServerResponse> with(@Nullable PrometheusMeterRegistry meters) {
        var routes =
                RouterFunctions.route()
                        .GET("/health", this::health)
                        .GET("/health/live", _ -> answer(true, Status.of(true)))
                        .GET("/health/ready", this::ready);
        return meters == null
                ? routes.build()
                : routes.GET("/metrics", _ -> metrics(meters)).build();
    }

    private Mono<ServerResponse> health(ServerRequest request) {
        var whole = Whole.of(Stream.concat(readiness.parts().stream(), doors()).toList());
        return answer(whole.ready(), whole);
    }

    private Stream<Seen> doors() {
        return Optional.ofNullable(readiness.ending()).map(Readiness::doors).stream();
    }

    private Mono<ServerResponse> ready(ServerRequest request) {
        var ready = readiness.ready();
        return answer(ready, Status.of(ready));
    }

    private <T> Mono<ServerResponse> answer(boolean good, T body) {
        return ServerResponse.status(good ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json.write(body));
    }

    private static Mono<ServerResponse> metrics(PrometheusMeterRegistry meters) {
        return ServerResponse.ok().contentType(PROMETHEUS).bodyValue(meters.scrape());
    }
}
