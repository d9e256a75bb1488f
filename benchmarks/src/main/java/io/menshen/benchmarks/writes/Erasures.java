package io.menshen.benchmarks.writes;

import io.menshen.benchmarks.parts.Deployment;
import io.menshen.benchmarks.parts.JvmProbe;
import io.menshen.benchmarks.parts.Started;
import io.menshen.standalone.terminal.Progress;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * People who are imported and then erased by the privacy desk, one by one.
 *
 * @param connections that erase at once
 */
public record Erasures(Deployment deployment, int people, int connections) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BUSY = 503;
    private static final int OK = 200;

    /** Imports and erases; what was found, as a table. */
    public String run(Progress progress) throws IOException {
        progress.at(0, people);
        new ImportStream(deployment).send(new RowsFile(deployment).write(people), people);
        try (var probe = JvmProbe.attach(deployment.gateway().handle())) {
            var before = probe.heapAfterCollection();
            var begun = System.nanoTime();
            erase(progress);
            var seconds = (System.nanoTime() - begun) / 1e9;
            return told(seconds, before, probe.heapAfterCollection(), probe.resident());
        }
    }

    private String told(double seconds, long before, long after, long resident) {
        return String.format(
                Locale.ROOT,
                """
                |  |  |
                |---|---|
                | people erased, each with a signed receipt | %,d |
                | a second | %,.0f |
                | heap in use before and after, MiB | %.1f, %.1f |
                | memory of the gateway at the end, MiB | %,.0f |\
                """,
                people,
                people / seconds,
                before / 1048576.0,
                after / 1048576.0,
                resident / 1048576.0);
    }

    private void erase(Progress progress) throws IOException {
        try (var client = HttpClient.newHttpClient();
                var threads = Executors.newFixedThreadPool(connections)) {
            var next = new AtomicInteger();
            var erasers =
                    Stream.generate(() -> (Callable<Boolean>) () -> on(client, next, progress))
                            .limit(connections)
                            .toList();
            for (var done : threads.invokeAll(erasers)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("a person was not erased: " + e.getCause(), e);
        }
    }

    private boolean on(HttpClient client, AtomicInteger next, Progress progress)
            throws IOException, InterruptedException {
        var bearer = deployment.supervisor().issuer().mint("privacy-desk", "s-privacy-01");
        for (var i = next.getAndIncrement(); i < people; i = next.getAndIncrement()) {
            erase(client, bearer, i);
            progress.another();
        }
        return true;
    }

    private void erase(HttpClient client, String bearer, int number)
            throws IOException, InterruptedException {
        var body =
                "{\"subject\":{\"member_card_no\":\"BENCH%08d\"},\"reason\":\"requested\"}"
                        .formatted(number);
        var request =
                HttpRequest.newBuilder(deployment.gateway().api("/v1/rights/erasures"))
                        .header("Authorization", "Bearer " + bearer)
                        .header("Content-Type", "application/json")
                        .timeout(PATIENCE)
                        .POST(BodyPublishers.ofString(body))
                        .build();
        for (var status = BUSY; status != OK; ) {
            status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status == BUSY) {
                Started.pause(Duration.ofSeconds(1));
            } else if (status != OK) {
                throw new IOException("an erasure was answered " + status);
            }
        }
    }
}
