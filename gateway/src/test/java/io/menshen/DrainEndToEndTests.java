package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.web.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** SIGTERM to a gateway under load: it says so first, answers what it has, and ends well. */
class DrainEndToEndTests {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int READERS = 6;
    private static final int ENOUGH = 100;

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final String body = body(gateway);
    private final Queue<String> answered = new ConcurrentLinkedQueue<>();
    private final Queue<String> odd = new ConcurrentLinkedQueue<>();

    @Test
    void no_answer_is_lost_or_cut_and_it_exits_with_0() throws Exception {
        var settings =
                Map.of(
                        "menshen.web.notice", "5s",
                        "menshen.web.drain", "60s",
                        "menshen.web.times.pause", "60s",
                        "logging.level.io.menshen", "INFO");
        try (var process = new OwnProcess(DEPLOYMENT, settings);
                var readers = Executors.newVirtualThreadPerTaskExecutor();
                var client = client()) {
            var ready = process.management("/health/ready");
            assertThat(Eventually.holds(() -> status(client, ready) == 200)).isTrue();
            for (var i = 0; i < READERS; i++) {
                readers.execute(() -> readOn(process));
            }
            try (var batch = new Socket(InetAddress.getLoopbackAddress(), process.apiPort())) {
                var rows = begin(batch);
                answered.add(decision(row(rows)));
                assertThat(Eventually.holds(() -> answered.size() >= ENOUGH)).isTrue();
                process.terminate();
                assertSaysSoFirst(client, process);
                assertThat(Eventually.holds(() -> isRefused(process.apiPort()))).isTrue();
                write(batch, chunk(body + "\n") + "0\r\n\r\n");
                answered.add(decision(row(rows)));
                assertThat(row(rows)).isEqualTo("{\"end\":true,\"ok\":2,\"failed\":0}");
            }
            assertThat(process.exit()).isZero();
            readers.shutdown();
            assertThat(readers.awaitTermination(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertJson(process.lines());
        }
        assertThat(odd).isEmpty();
        assertThat(recorded()).isEqualTo(new TreeSet<>(answered));
    }

    private static void assertSaysSoFirst(HttpClient client, OwnProcess process)
            throws IOException {
        var ready = process.management("/health/ready");
        assertThat(Eventually.holds(() -> status(client, ready) == 503)).isTrue();
        assertThat(text(client, process.management("/health")))
                .contains("\"name\":\"doors\"", "\"code\":\"ending\"");
    }

    /** Every line of log of a production start is an object of its own. */
    private static void assertJson(List<String> lines) {
        assertThat(lines).anyMatch(line -> line.contains("The policy is at revision"));
        assertThat(lines)
                .allSatisfy(line ->
                        assertThat(JSON.readTree(line).path("@timestamp").isString()).isTrue());
    }

    private static Set<String> recorded() throws Exception {
        var sql = "SELECT decision_id FROM audit.record WHERE operation = 'read'";
        return new TreeSet<>(DEPLOYMENT.ask(sql));
    }

    /** A batch whose first line is sent, and no more yet. */
    private BufferedReader begin(Socket to) throws IOException {
        to.setSoTimeout((int) SOON.toMillis());
        var head =
                String.join(
                        "\r\n",
                        "POST /v1/disclosures/batch HTTP/1.1",
                        "Host: menshen",
                        "Authorization: " + authorization(),
                        "Content-Type: application/x-ndjson",
                        "Transfer-Encoding: chunked",
                        "",
                        "");
        write(to, head + chunk(body + "\n"));
        return new BufferedReader(
                new InputStreamReader(to.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void write(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String chunk(String text) {
        var length = text.getBytes(StandardCharsets.UTF_8).length;
        return Integer.toHexString(length) + "\r\n" + text + "\r\n";
    }

    /** The next row of the answer, past its head and the frames of its chunks. */
    private static String row(BufferedReader answer) throws IOException {
        var line = answer.readLine();
        while (line != null && !line.startsWith("{")) {
            line = answer.readLine();
        }
        return String.valueOf(line);
    }

    private static String decision(String row) {
        return JSON.readTree(row).path("id").asString("");
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private static String body(RunningGateway gateway) {
        var person = Member.number(1).registered(gateway);
        var subject = Map.of("token", gateway.token(person, "delivery", "order_fulfil"));
        return JSON.writeValueAsString(Map.of("purpose", "order_fulfil", "subject", subject));
    }

    private String authorization() {
        return gateway.request("/", Caller.of("delivery"))
                .build()
                .headers()
                .firstValue("Authorization")
                .orElseThrow();
    }

    private HttpRequest request(OwnProcess process) {
        return HttpRequest.newBuilder(process.api("/v1/disclosures"))
                .timeout(SOON)
                .header("Authorization", authorization())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** Reads until nobody answers; what is answered is whole. */
    private void readOn(OwnProcess process) {
        var request = request(process);
        try (var client = client()) {
            while (true) {
                keep(client.send(request, BodyHandlers.ofString()));
            }
        } catch (IOException _) {
            // The door is closed. What was answered is told by the audit.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keep(HttpResponse<String> response) {
        if (response.statusCode() == 200) {
            answered.add(decision(response.body()));
        } else if (response.statusCode() != 503) {
            odd.add(response.body());
        }
    }

    private static int status(HttpClient client, URI uri) {
        try {
            return send(client, uri).statusCode();
        } catch (IOException _) {
            return 0;
        }
    }

    private static String text(HttpClient client, URI uri) throws IOException {
        return send(client, uri).body();
    }

    private static HttpResponse<String> send(HttpClient client, URI uri) throws IOException {
        try {
            var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRefused(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (ConnectException _) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
