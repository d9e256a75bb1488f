package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.web.Door;
import io.menshen.web.Doors;
import io.menshen.web.Eventually;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the page of a gateway says whose parts were taken away. */
class HealthEndToEndTests {
    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(
                    "--menshen.journal.look=200ms",
                    "--menshen.audit.commit=3s",
                    "--menshen.storage.acquire=2s");

    private final RunningGateway gateway = DEPLOYMENT.gateway();

    private HttpResponse<String> page(String path) {
        var port = gateway.bean(Doors.class).port(Door.MANAGEMENT);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
        return gateway.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode part(String name) {
        return JsonMapper.shared()
                .readTree(page("/health").body())
                .path("parts")
                .valueStream()
                .filter(part -> part.path("name").asString("").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(JsonNode part, String name) {
        return part.path(name).asString("");
    }

    private boolean is(String name, String state) {
        return text(part(name), "state").equals(state);
    }

    @Test
    void has_all_parts() {
        assertThat(List.of("policy", "engine", "database", "audit", "journal", "caps"))
                .allSatisfy(name -> assertThat(part(name).path("since").isString()).isTrue());
    }

    @Test
    void a_lost_database_closes_the_gateway_and_says_since_when() throws Exception {
        var before = Instant.now();
        DEPLOYMENT.wire().cut();
        try {
            assertThat(Eventually.holds(() -> is("database", "down"))).isTrue();
            var lost = part("database");
            assertThat(text(lost, "code")).isEqualTo("database_lost");
            assertThat(text(lost, "error")).endsWith("Exception").doesNotContain(" ");
            assertThat(text(lost, "reads")).isEqualTo("refused");
            assertThat(text(lost, "writes")).isEqualTo("refused");
            assertThat(Instant.parse(text(lost, "since"))).isBetween(before, Instant.now());
            assertThat(text(part("database"), "since")).isEqualTo(text(lost, "since"));
            assertThat(page("/health/ready").statusCode()).isEqualTo(503);
            assertThat(page("/health/live").statusCode()).isEqualTo(200);
        } finally {
            DEPLOYMENT.wire().mend();
        }
        assertThat(Eventually.holds(() -> page("/health/ready").statusCode() == 200)).isTrue();
    }

    @Test
    void without_redis_it_serves_with_less() throws Exception {
        DEPLOYMENT.redis().kill();
        try {
            assertThat(Eventually.holds(this::countsAlone)).isTrue();
            var caps = part("caps");
            assertThat(text(caps, "code")).isEqualTo("redis_lost");
            assertThat(text(caps, "reads")).isEqualTo("limited");
            assertThat(page("/health/ready").statusCode()).isEqualTo(200);
            assertThat(page("/metrics").body()).contains("menshen_health{part=\"caps\"} 1.0");
        } finally {
            DEPLOYMENT.redis().startAgain();
        }
    }

    private boolean countsAlone() {
        var subject = Map.of("mobile", "13800000009");
        var asked = Map.of("purpose", "order_fulfil", "subject", subject);
        gateway.post("/v1/disclosures", Caller.of("delivery"), asked);
        return is("caps", "degraded");
    }
}
