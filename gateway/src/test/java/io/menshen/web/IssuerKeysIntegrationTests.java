package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IssuerKeysIntegrationTests {
    private final TestGateway gateway = new TestGateway();
    private final TestIssuer issuer = gateway.issuer;

    @AfterEach
    void close() {
        gateway.close();
    }

    private int status(String token) {
        return gateway.get("/v1/who", "Authorization", "Bearer " + token).statusCode();
    }

    @Test
    void all_who_come_during_the_first_fetch_wait_for_it() {
        issuer.delay = Duration.ofMillis(500);
        var token = issuer.token();
        try (var client = HttpClient.newHttpClient()) {
            var answers = IntStream.range(0, 20).mapToObj(_ -> who(client, token)).toList();

            assertThat(answers).allMatch(answer -> answer.join().statusCode() == 200);
        }
        assertThat(issuer.fetches).hasValue(1);
    }

    private CompletableFuture<HttpResponse<String>> who(HttpClient client, String token) {
        var request =
                HttpRequest.newBuilder(gateway.uri("/v1/who"))
                        .header("Authorization", "Bearer " + token)
                        .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void is_closed_while_the_issuer_never_gave_keys_and_tries_again_after_a_pause() {
        issuer.down = true;
        var refused = gateway.get("/v1/who", "Authorization", "Bearer " + issuer.token());
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(status(issuer.token())).isEqualTo(503);
        assertThat(issuer.fetches).hasValue(1);

        issuer.down = false;
        gateway.clock.move(Duration.ofSeconds(11));
        assertThat(status(issuer.token())).isEqualTo(200);
    }

    @Test
    void goes_on_with_the_last_keys_for_an_hour_and_then_closes() {
        assertThat(status(issuer.token())).isEqualTo(200);
        issuer.down = true;
        gateway.clock.move(Duration.ofMinutes(59));
        assertThat(status(issuer.token())).isEqualTo(200);
        gateway.clock.move(Duration.ofMinutes(2));
        assertThat(status(issuer.token())).isEqualTo(503);
    }

    @Test
    void does_not_wait_long_for_a_slow_issuer_while_it_has_keys() {
        assertThat(status(issuer.token())).isEqualTo(200);
        issuer.delay = Duration.ofDays(1);
        gateway.clock.move(Duration.ofMinutes(6));
        var begun = System.nanoTime();
        assertThat(status(issuer.token())).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void looks_again_for_an_unknown_key_but_not_at_everyones_wish() {
        assertThat(status(issuer.token())).isEqualTo(200);
        var other = TestIssuer.rsa("rsa-2");
        var token =
                issuer.signed(
                        JWSAlgorithm.RS256,
                        other,
                        UnaryOperator.identity(),
                        UnaryOperator.identity());
        for (var i = 0; i < 10; i++) {
            assertThat(status(token)).isEqualTo(401);
        }
        assertThat(issuer.fetches).hasValue(1);

        issuer.keys = List.of(TestIssuer.RSA, other);
        gateway.clock.move(Duration.ofSeconds(11));
        assertThat(status(token)).isEqualTo(200);
        assertThat(issuer.fetches).hasValue(2);
    }
}
