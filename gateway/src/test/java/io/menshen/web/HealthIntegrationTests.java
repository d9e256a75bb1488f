package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Health;
import io.menshen.kernel.HealthPart;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class HealthIntegrationTests {
    private static final Instant SINCE = Instant.parse("2026-11-24T07:00:00Z");

    private record Part(String name, boolean required, AtomicReference<Health> state)
            implements HealthPart {
        @Override
        public Health health() {
            return state.get();
        }
    }

    private final AtomicReference<Health> audit = new AtomicReference<>(Health.up(SINCE));
    private final AtomicReference<Health> redis = new AtomicReference<>(Health.up(SINCE));
    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Readiness readiness =
            readiness(List.of(new Part("audit", true, audit), new Part("redis", false, redis)));
    private final TestGateway gateway =
            new TestGateway(
                    TestGateway.door(8, null), TestGateway.SHORT, List.of(routes()), readiness);

    @AfterEach
    void close() {
        gateway.close();
    }

    private DoorRoutes routes() {
        var routes = new HealthRoutes(readiness, new StrictJson()).with(meters);
        return new DoorRoutes(Door.MANAGEMENT, Access.OPEN, routes);
    }

    private static Readiness readiness(List<HealthPart> parts) {
        return new Readiness(parts, Clock.systemUTC());
    }

    private HttpResponse<String> get(String path) {
        var port = gateway.doors.port(Door.MANAGEMENT);
        var uri = URI.create("http://127.0.0.1:" + port + path);
        return gateway.send(HttpRequest.newBuilder(uri).build());
    }

    @Test
    void is_up_while_all_parts_are() {
        assertThat(get("/health").body())
                .isEqualTo(
                        "{\"status\":\"up\",\"live\":true,\"ready\":true,\"parts\":["
                                + "{\"name\":\"audit\",\"state\":\"up\",\"required\":true,\"since\":\"2026-11-24T07:00:00Z\",\"reads\":\"none\",\"writes\":\"none\"},"
                                + "{\"name\":\"redis\",\"state\":\"up\",\"required\":false,\"since\":\"2026-11-24T07:00:00Z\",\"reads\":\"none\",\"writes\":\"none\"}]}");
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/health/live").body()).isEqualTo("{\"status\":\"up\"}");
    }

    @Test
    void serves_degraded_and_tells_what_is_lost_and_since_when() {
        redis.set(Health.down(SINCE, "connection_lost"));
        audit.set(Health.degraded(SINCE, "not_anchored"));

        var health = get("/health");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body())
                .startsWith("{\"status\":\"degraded\",\"live\":true,\"ready\":true")
                .contains(
                        "\"state\":\"down\"",
                        "\"code\":\"connection_lost\"",
                        "\"code\":\"not_anchored\"");
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void is_closed_but_alive_while_a_required_part_is_down() {
        audit.set(Health.down(SINCE, "commit_failed").because(TimeoutException.class));

        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(get("/health").body())
                .startsWith("{\"status\":\"down\",\"live\":true,\"ready\":false")
                .contains("\"error\":\"TimeoutException\"", "\"reads\":\"refused\"");
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void the_description_says_what_is_answered() {
        redis.set(Health.degraded(SINCE, "redis_lost").because(TimeoutException.class));
        assertDescribed("Health", "/health");
        audit.set(Health.down(SINCE, "no_commit"));
        assertDescribed("Health", "/health");
        assertDescribed("HealthStatus", "/health/ready");
        assertDescribed("HealthStatus", "/health/live");
    }

    private void assertDescribed(String schema, String path) {
        var described = Described.document().at("/components/schemas/" + schema);
        var answer = JsonMapper.shared().readTree(get(path).body());
        assertThat(Described.faults(described, answer)).isEmpty();
    }

    @Test
    void says_first_that_it_ends() {
        readiness.end();

        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).isEqualTo("{\"status\":\"down\"}");
        assertThat(get("/health").body())
                .contains("\"ready\":false", "\"name\":\"doors\"", "\"code\":\"ending\"");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health").headers().firstValue("Connection")).contains("close");
        assertDescribed("Health", "/health");
    }

    @Test
    void counts_a_part_that_cannot_tell_as_down() {
        var broken = List.<HealthPart>of(new Broken());
        var routes = new HealthRoutes(readiness(broken), new StrictJson()).with(null);
        var management = new DoorRoutes(Door.API, Access.OPEN, routes);
        try (var other =
                new TestGateway(
                        TestGateway.door(8, null), TestGateway.SHORT, List.of(management))) {
            assertThat(other.get("/health").statusCode()).isEqualTo(503);
            assertThat(other.get("/health").body())
                    .contains("\"code\":\"probe_failed\"")
                    .doesNotContain(Canary.TEXT);
            assertThat(other.get("/metrics").statusCode()).isEqualTo(404);
        }
    }

    private record Broken() implements HealthPart {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Health health() {
            throw new IllegalStateException(Canary.TEXT);
        }
    }

    @Test
    void shows_metrics_for_prometheus() {
        meters.counter("shown").increment();

        assertThat(get("/metrics").body()).contains("shown_total 1.0");
        assertThat(get("/metrics").headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/plain;version=0.0.4");
    }
}
