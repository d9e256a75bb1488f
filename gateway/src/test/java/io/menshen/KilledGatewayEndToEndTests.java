package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.audit.AuditVerification;
import io.menshen.audit.Finding;
import io.menshen.kernel.Clause;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** kill -9 of a gateway that answers reads: what was answered is in the audit. */
@Clause("5.5")
class KilledGatewayEndToEndTests {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int ENOUGH = 150;
    private static final int READERS = 8;

    @RegisterExtension
    static final TestDeployment DEPLOYMENT = new TestDeployment("--menshen.audit.checkpoint=1s");

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final Queue<String> answered = new ConcurrentLinkedQueue<>();

    @Test
    void every_answered_read_is_in_the_chain_and_the_next_start_is_clean() throws Exception {
        var person = Member.number(1).registered(gateway);
        var subject = Map.of("token", gateway.token(person, "delivery", "order_fulfil"));
        var body =
                JsonMapper.shared()
                        .writeValueAsString(Map.of("purpose", "order_fulfil", "subject", subject));
        killUnderLoad(body);

        assertThat(answered).hasSizeGreaterThanOrEqualTo(ENOUGH);
        assertThat(recorded()).containsAll(answered);
        try (var next = DEPLOYMENT.start()) {
            var read =
                    next.post(
                            "/v1/disclosures",
                            Caller.of("delivery"),
                            Map.of("purpose", "order_fulfil", "subject", subject));
            assertThat(read.status()).as(read.text()).isEqualTo(200);
            assertThat(Eventually.empty(this::findings)).isEmpty();
        }
    }

    private static List<String> recorded() throws Exception {
        return DEPLOYMENT.ask("SELECT decision_id FROM audit.record WHERE operation = 'read'");
    }

    private List<Finding> findings() {
        try {
            return AuditVerification.of(DEPLOYMENT.auditKey(), DEPLOYMENT.anchor())
                    .online(gateway.bean(Pools.class).of(Role.AUDIT))
                    .blockOptional(SOON)
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void killUnderLoad(String body) throws Exception {
        var ports = FreePorts.choose();
        var process = process(ports);
        try (var readers = Executors.newVirtualThreadPerTaskExecutor();
                var client = HttpClient.newHttpClient()) {
            var request = request(ports.api(), body);
            assertThat(Eventually.holds(() -> status(client, request) == 200)).isTrue();
            for (var i = 0; i < READERS; i++) {
                readers.execute(() -> readOn(client, request));
            }
            assertThat(Eventually.holds(() -> answered.size() >= ENOUGH)).isTrue();
            process.destroyForcibly();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private HttpRequest request(int port, String body) {
        var authorization =
                gateway.request("/", Caller.of("delivery"))
                        .build()
                        .headers()
                        .firstValue("Authorization")
                        .orElseThrow();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/disclosures"))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(SOON)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** Reads until nobody answers. */
    private void readOn(HttpClient client, HttpRequest request) {
        var status = 200;
        while (status > 0) {
            status = status(client, request);
        }
    }

    /** The status, or 0 where nobody answers; of a read that was answered, its decision is kept. */
    private int status(HttpClient client, HttpRequest request) {
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                response.headers().firstValue("Menshen-Decision").ifPresent(answered::add);
            }
            return response.statusCode();
        } catch (IOException _) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Process process(FreePorts ports) throws IOException {
        var settings = List.of(DEPLOYMENT.settings(ports.api(), ports.management()));
        return JavaProcess.start(Gateway.class, settings).process();
    }
}
