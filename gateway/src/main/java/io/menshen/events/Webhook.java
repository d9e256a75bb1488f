package io.menshen.events;

import io.menshen.events.Following.Told;
import io.menshen.signing.SigningKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends an event to a system, one request each, as Standard Webhooks has it: an id that stays the
 * same when it is sent again, the time, and an Ed25519 signature ({@code v1a}) over id, time and
 * body by the key of the audit, whose public half others have already.
 */
final class Webhook implements AutoCloseable {
    /** What is to be tried again though it is of the 4xx: a time-out, too early, too many. */
    private static final int[] PASSING = {408, 425, 429};

    private final ConnectionProvider connections = ConnectionProvider.create("events", 8);
    private final WebClient client;
    private final SigningKey key;
    private final Clock clock;
    private final Duration limit;
    private final JsonMapper json = JsonMapper.shared();

    Webhook(SigningKey key, Clock clock, Duration limit) {
        this.key = key;
        this.clock = clock;
        this.limit = limit;
        var http = HttpClient.create(connections).followRedirect(false).compress(false);
        this.client =
                WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)).build();
    }

    /**
     * How a system answered.
     *
     * @param status 0 where it did not
     */
    record Answer(int status) {
        boolean isTaken() {
            return status >= 200 && status < 300;
        }

        /** Said no to this event, and not to the moment. */
        boolean isRefused() {
            for (var passing : PASSING) {
                if (status == passing) {
                    return false;
                }
            }
            return status >= 400 && status < 500;
        }
    }

    Mono<Answer> send(URI url, Told event) {
        return Mono.fromSupplier(() -> json.writeValueAsString(event))
                .flatMap(body -> post(url, "evt_" + event.receipt(), body))
                .timeout(limit)
                .onErrorReturn(new Answer(0));
    }

    private Mono<Answer> post(URI url, String id, String body) {
        var at = Long.toString(clock.instant().getEpochSecond());
        return client.post()
                .uri(url)
                .contentType(MediaType.APPLICATION_JSON)
                .header("webhook-id", id)
                .header("webhook-timestamp", at)
                .header("webhook-signature", "v1a," + signature(id + "." + at + "." + body))
                .bodyValue(body)
                .exchangeToMono(Webhook::answered);
    }

    private static Mono<Answer> answered(ClientResponse answer) {
        return answer.releaseBody().thenReturn(new Answer(answer.statusCode().value()));
    }

    private String signature(String text) {
        var signature = key.signature(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature);
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
