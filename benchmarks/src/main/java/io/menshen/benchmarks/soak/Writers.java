package io.menshen.benchmarks.soak;

import io.menshen.benchmarks.parts.Deployment;
import io.menshen.benchmarks.parts.Started;
import io.menshen.standalone.process.PostgresProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** Clients that take people in and read them, and keep what was acknowledged. */
final class Writers implements AutoCloseable {
    private static final AtomicInteger NUMBERS = new AtomicInteger(5_000_000);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Deployment deployment;
    private final String bearer;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> people = new ConcurrentHashMap<>();
    private final Set<String> decisions = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    private Writers(Deployment deployment) {
        this.deployment = deployment;
        this.bearer = deployment.bearer();
    }

    static Writers start(Deployment deployment, int count) {
        var writers = new Writers(deployment);
        for (var i = 0; i < count; i++) {
            writers.threads.execute(writers::writeOn);
        }
        return writers;
    }

    /** How many intakes were acknowledged. */
    int people() {
        return people.size();
    }

    /** How many answers were. */
    int answers() {
        return decisions.size();
    }

    /** Waits until so many more people are in. */
    void await(int more) {
        var wanted = people.size() + more;
        var end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (people.size() < wanted) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("nobody is taken in any more");
            }
            Started.pause(Duration.ofMillis(20));
        }
    }

    private void writeOn() {
        while (!over) {
            var token = take(NUMBERS.incrementAndGet());
            if (token.isEmpty() || read(token) != 200) {
                Started.pause(Duration.ofMillis(50));
            }
        }
    }

    /** The token of who was taken in; empty where that was not acknowledged. */
    private String take(int number) {
        try {
            var answer = send("/v1/intakes", deployment.newcomer(number));
            if (answer.statusCode() != 200) {
                return "";
            }
            var token = JsonMapper.shared().readTree(answer.body()).path("subject").asString("");
            people.put(token, "");
            return token;
        } catch (IOException _) {
            return "";
        }
    }

    /** The status of the read; 0 where nobody answered. */
    private int read(String token) {
        try {
            var body = Ground.read(deployment.purpose(), token);
            return send("/v1/disclosures", JsonMapper.shared().readTree(body)).statusCode();
        } catch (IOException _) {
            return 0;
        }
    }

    private HttpResponse<String> send(String path, Object body) throws IOException {
        var request =
                HttpRequest.newBuilder(deployment.gateway().api(path))
                        .header("Authorization", "Bearer " + bearer)
                        .header("Content-Type", "application/json")
                        .timeout(PATIENCE)
                        .POST(
                                BodyPublishers.ofByteArray(
                                        JsonMapper.shared().writeValueAsBytes(body)));
        if (path.endsWith("intakes")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        try {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                answer.headers().firstValue("Menshen-Decision").ifPresent(decisions::add);
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Lets the writers end. */
    void end() {
        over = true;
        threads.close();
    }

    /** Acknowledged people who cannot be read. */
    long lostPeople() {
        return people.keySet().stream().filter(token -> read(token) != 200).count();
    }

    /** Acknowledged answers without a record in the audit. */
    long lostRecords() throws SQLException {
        var owner = deployment.supervisor().postgres().owner(PostgresProcess.DATABASE);
        var recorded = new HashSet<String>();
        try (var connection = owner.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT decision_id FROM audit.record")) {
            while (rows.next()) {
                recorded.add(rows.getString(1));
            }
        }
        return decisions.stream().filter(decision -> !recorded.contains(decision)).count();
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
        client.shutdownNow();
    }
}
