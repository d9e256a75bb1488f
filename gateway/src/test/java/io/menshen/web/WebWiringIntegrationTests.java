package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.policy.Policies;
import io.menshen.policy.PolicySnapshot;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.netty.http.HttpResources;
import reactor.netty.resources.LoopResources;

class WebWiringIntegrationTests {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withUserConfiguration(WebWiring.class)
                    .withBean(Clock.class, Clock::systemUTC)
                    .withBean(LoopResources.class, HttpResources::get)
                    .withBean(Policies.class, () -> WebWiringIntegrationTests::none)
                    .withPropertyValues(
                            "menshen.web.doors.api.port=0",
                            "menshen.web.doors.management.port=0",
                            "menshen.web.issuers[0].alias=idp",
                            "menshen.web.issuers[0].issuer=urn:menshen:development",
                            "menshen.web.issuers[0].audience=menshen",
                            "menshen.web.issuers[0].jwks-uri=http://127.0.0.1:1/jwks");

    /** Nobody is resolved in these tests. */
    private static PolicySnapshot none() {
        throw new IllegalStateException("there is no policy here");
    }

    private static HttpResponse<String> get(int port, String path)
            throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + port + path);
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(uri).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void opens_the_doors_that_are_listed_with_what_stands_behind_each() {
        runner.run(context -> {
            var doors = context.getBean(Doors.class);
            assertThat(doors.port(Door.PUBLIC)).isZero();
            var api = doors.port(Door.API);
            assertThat(get(api, "/openapi.json").statusCode()).isEqualTo(200);
            assertThat(get(api, "/health").statusCode()).isEqualTo(404);
            var health = get(doors.port(Door.MANAGEMENT), "/health");
            assertThat(health.body()).startsWith("{\"status\":\"up\"");
        });
    }

    @Test
    void gives_clients_ten_seconds_where_nothing_else_is_configured() {
        runner.run(context ->
                assertThat(context.getBean(WebProperties.class).times())
                        .isEqualTo(
                                new TimeLimits(
                                        Duration.ofSeconds(10),
                                        Duration.ofSeconds(10),
                                        Duration.ofMinutes(5),
                                        Duration.ofSeconds(30))));
        runner.withPropertyValues("menshen.web.times.head=0s")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining("menshen.web.times.head is PT0S"));
    }

    @Test
    void does_not_start_in_production_with_the_issuer_of_development() {
        runner.withPropertyValues("spring.profiles.active=production")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessageStartingWith("menshen.web.issuers[0].issuer"));
    }
}
