package io.menshen.cli;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a file to a gateway. The rows of the answer are read while those of the file are sent: a
 * gateway that cannot get rid of its answers takes nothing more.
 */
record ImportCall(URI gateway, String token, ImportFile file, String id, boolean dryRun) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ROWS = "application/x-ndjson";
    private static final int BUSY = 503;
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    /** A gateway that is silent for so long has gone: it answers group by group. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    /**
     * A call that nobody on the way can read.
     *
     * @throws CannotException where it would go out in the clear
     */
    ImportCall {
        if (!isSealed(gateway)) {
            throw new CannotException(
                    gateway
                            + " would get people and a token in the clear: --url takes https, or http to this machine (127.0.0.1)");
        }
    }

    private static boolean isSealed(URI gateway) {
        var host = gateway.getHost();
        var scheme = gateway.getScheme();
        if (host == null || scheme == null) {
            return false;
        }
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "https" -> true;
            case "http" -> LOOPBACK.matcher(host).matches();
            default -> false;
        };
    }

    /** The lines of one answer, from that row on; whoever closes it goes away. */
    Stream<JsonNode> from(long first) {
        var address = "/v1/intakes/import?first=" + first + (dryRun ? "&dry_run" : "");
        return client().post()
                .uri(gateway.resolve(address).toString())
                .send((_, out) -> out.sendByteArray(file.behind(first - 1)))
                .response(ImportCall::lines)
                .timeout(SILENCE)
                // Handing lines over to whoever waits for them takes a lock: no loop waits for one.
                .publishOn(Schedulers.boundedElastic())
                .toStream();
    }

    private HttpClient client() {
        var mapping = file.mapping();
        return HttpClient.newConnection()
                .headers(headers -> {
                    headers.set("Authorization", "Bearer " + token);
                    headers.set("Content-Type", file.form().type());
                    headers.set("Idempotency-Key", id);
                    if (mapping != null) {
                        headers.set("Menshen-Mapping", mapping.header());
                    }
                });
    }

    /** Rows answer an import; anything else is a problem, which tells its status itself. */
    private static Flux<JsonNode> lines(HttpClientResponse response, ByteBufFlux body) {
        if (!ROWS.equals(response.responseHeaders().get("Content-Type"))) {
            return body.aggregate()
                    .asString(StandardCharsets.UTF_8)
                    .defaultIfEmpty("")
                    .flatMapMany(problem -> Mono.error(refused(problem)));
        }
        var answer = new ImportAnswer();
        return body.asByteArray().concatMapIterable(answer::add);
    }

    private static RuntimeException refused(String body) {
        try {
            var problem = JSON.readTree(body);
            var status = problem.path("status").asInt();
            return status == BUSY
                    ? new ImportCutException()
                    : new CannotException(
                            "the gateway answers %d: %s".formatted(status, told(problem)));
        } catch (JacksonException _) {
            return new CannotException("what answers there is no gateway of Menshen");
        }
    }

    private static String told(JsonNode problem) {
        var faults =
                Stream.of("reasons", "faults")
                        .flatMap(name -> problem.path(name).valueStream())
                        .map(ImportCall::fault)
                        .toList();
        return problem.path("title").asString("no problem was told")
                + (faults.isEmpty() ? "" : " (" + String.join("; ", faults) + ")");
    }

    private static String fault(JsonNode fault) {
        return (fault.path("pointer").asString("")
                        + " "
                        + fault.path("code").asString("")
                        + " "
                        + fault.path("detail").asString(""))
                .strip();
    }

    /** Prints no token. */
    @Override
    public String toString() {
        return "ImportCall[" + gateway + " " + id + "]";
    }
}
