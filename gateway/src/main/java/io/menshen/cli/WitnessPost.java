package io.menshen.cli;

import io.menshen.audit.Witness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Posts what the copy holds to an address, NDJSON, some lines at a time. The number of the last one
 * that was taken there stands in a file beside the copy: what was not taken is sent again, so the
 * address may see a line twice.
 */
final class WitnessPost {
    private static final int LINES = 200;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final URI url;
    private final @Nullable Path token;
    private final Path sent;

    WitnessPost(URI url, @Nullable Path token, Path copy) {
        var local = url.getHost() != null && LOOPBACK.contains(url.getHost());
        if (!"https".equals(url.getScheme()) && !("http".equals(url.getScheme()) && local)) {
            throw new CannotException(url + " is not allowed: https, or http on loopback");
        }
        this.url = url;
        this.token = token;
        this.sent = copy.resolveSibling(copy.getFileName() + ".sent");
    }

    /**
     * How far the address is.
     *
     * @param whole whether it has all that the copy has
     */
    record Told(boolean whole, String line) {}

    Told send(Witness witness) throws IOException, InterruptedException {
        var left = witness.above(last());
        var many = left.size();
        while (!left.isEmpty()) {
            var some = left.subList(0, Math.min(LINES, left.size()));
            var refused = post(some);
            if (!refused.isEmpty()) {
                return new Told(
                        false, left.size() + " checkpoints not sent, kept for later: " + refused);
            }
            PolicyBuild.replace(
                    sent, Long.toString(some.getLast().number()).getBytes(StandardCharsets.UTF_8));
            left = left.subList(some.size(), left.size());
        }
        return new Told(true, many + " checkpoints sent");
    }

    private long last() throws IOException {
        if (!Files.exists(sent)) {
            return 0;
        }
        try {
            return Long.parseLong(Files.readString(sent).strip());
        } catch (NumberFormatException _) {
            throw new CannotException(sent + " is damaged; delete it, and all is sent again");
        }
    }

    /** Why the address did not take them; empty where it did. */
    private String post(List<Witness.Line> lines) throws IOException, InterruptedException {
        var body = lines.stream().map(line -> line.json() + "\n").collect(Collectors.joining());
        var request =
                HttpRequest.newBuilder(url)
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + Files.readString(token).strip());
        }
        try (var client =
                HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build()) {
            var status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
            return status / 100 == 2 ? "" : "the address answered " + status;
        } catch (IOException e) {
            return "the address does not answer (" + e.getClass().getSimpleName() + ")";
        }
    }
}
