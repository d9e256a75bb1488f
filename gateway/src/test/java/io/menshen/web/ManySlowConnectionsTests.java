package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** 1,000 slow connections: of good clients' requests at least 99 in 100 succeed. */
class ManySlowConnectionsTests {
    private static final String HEAD = "POST /v1/lines HTTP/1.1\r\nHost: x\r\n";
    private static final String NDJSON = HEAD + "Content-Type: application/x-ndjson\r\n";

    /** None is cut off while good clients ask. */
    private static final TimeLimits LONG =
            new TimeLimits(
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(2));

    private final TestGateway gateway = new TestGateway(512, LONG);
    private final List<Raw> slow = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (var client : slow) {
            client.close();
        }
        gateway.close();
    }

    @Test
    void slow_heads_bodies_and_readers_leave_99_in_100_good_requests_served() throws IOException {
        // Good requests that come together would make what a JVM makes once, under a lock.
        assertThat(gateway.serves()).isTrue();
        var lines = "{\"name\":\"big\"}\n".repeat(400);
        var reader = NDJSON + "Content-Length: " + lines.length() + "\r\n\r\n" + lines;
        for (var i = 0; i < 1_000; i++) {
            slow.add(new Raw(gateway.port()));
            slow.get(i)
                    .sendAsFarAsTaken(
                            switch (i % 20) {
                                case 0 -> bytes(reader);
                                case 1, 2, 3, 4, 5, 6 ->
                                        bytes(NDJSON + "Content-Length: 64\r\n\r\n{\"na");
                                default -> bytes(HEAD + "Content-Ty");
                            });
        }

        var good = IntStream.range(0, 300).filter(_ -> served()).count();
        slow.forEach(client -> client.sendAsFarAsTaken(bytes("x")));

        assertThat(good).isGreaterThanOrEqualTo(297);
        assertThat(gateway.serves()).isTrue();
    }

    /** A request whose connection breaks was not served. */
    private boolean served() {
        try {
            return gateway.serves();
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    @Test
    void the_places_of_slow_connections_are_free_once_they_end() throws IOException {
        for (var i = 0; i < 100; i++) {
            slow.add(new Raw(gateway.port()).send(NDJSON + "Content-Length: 64\r\n\r\n{\"na"));
        }
        assertThat(Eventually.holds(() -> gateway.doors.inFlight(Door.API) == 100)).isTrue();

        for (var client : slow) {
            client.close();
        }

        assertThat(Eventually.holds(() -> gateway.doors.inFlight(Door.API) == 0)).isTrue();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
