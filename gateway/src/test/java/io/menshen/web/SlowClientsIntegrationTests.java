package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** With a second for a head and a second for each pause. */
class SlowClientsIntegrationTests {
    private static final TestGateway GATEWAY = new TestGateway();
    private static final Duration SOON = Duration.ofSeconds(4);

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @Test
    void closes_on_a_head_that_dribbles() throws IOException {
        try (var client = new Raw(GATEWAY.port())) {
            assertThat(dribble(client, "GET /v1/seen HTTP/1.1\r\nHost: x\r\nA: ", 20)).isTrue();
        }
    }

    @Test
    void closes_on_a_second_head_that_dribbles() throws IOException {
        try (var client = new Raw(GATEWAY.port())) {
            client.send("GET /v1/seen HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 200");
            assertThat(dribble(client, "GET /v1/seen HTTP/1.1\r\nHost: x\r\nA: ", 20)).isTrue();
        }
    }

    @Test
    void answers_a_request_that_takes_longer_than_a_head_may() throws IOException {
        try (var client = new Raw(GATEWAY.port())) {
            client.send("GET /v1/slow HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void closes_on_a_client_that_says_nothing() throws IOException {
        try (var client = new Raw(GATEWAY.port())) {
            assertThat(client.closedWithin(SOON)).isTrue();
        }
    }

    @Test
    void closes_on_an_idle_connection() throws IOException {
        try (var client = new Raw(GATEWAY.port())) {
            client.send("GET /v1/seen HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.closedWithin(Duration.ofSeconds(6))).isTrue();
        }
    }

    @Test
    void refuses_a_body_that_does_not_come() throws IOException {
        try (var client = new Raw(GATEWAY.port())) {
            client.send(
                    "POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{");
            var answer = client.read(SOON);
            assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 400")).as(answer).isTrue();
        }
        assertThat(Eventually.holds(() -> GATEWAY.doors.inFlight(Door.API) == 0)).isTrue();
    }

    @Test
    void serves_good_clients_beside_many_slow_ones() throws IOException {
        var slow = new ArrayList<Raw>();
        for (var i = 0; i < 300; i++) {
            slow.add(
                    new Raw(GATEWAY.port())
                            .send("POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Le"));
        }
        for (var i = 0; i < 50; i++) {
            assertThat(GATEWAY.serves()).isTrue();
        }
        for (var client : slow) {
            assertThat(client.closedWithin(SOON)).isTrue();
            client.close();
        }
    }

    @Test
    void holds_little_of_requests_that_come_without_an_answer_being_read() throws IOException {
        var requests =
                "GET /v1/seen HTTP/1.1\r\nHost: x\r\n\r\n"
                        .repeat(2_000)
                        .getBytes(StandardCharsets.US_ASCII);
        var before = heapInUse();
        try (var channel =
                SocketChannel.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), GATEWAY.port()))) {
            channel.configureBlocking(false);
            var sent = 0L;
            var end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
            while (System.nanoTime() < end) {
                sent += write(channel, requests);
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(sent).isPositive();
            assertThat(heapInUse() - before).isLessThan(48 << 20);
            assertThat(GATEWAY.serves()).isTrue();
        }
    }

    /** Sends a byte every 150 ms; whether the peer closed before the last. */
    private static boolean dribble(Raw client, String start, int more) throws IOException {
        client.send(start);
        for (var i = 0; i < more; i++) {
            client.sendAsFarAsTaken(new byte[] {'x'});
            if (client.closedWithin(Duration.ofMillis(150))) {
                return true;
            }
        }
        return false;
    }

    private static long write(SocketChannel channel, byte[] bytes) {
        try {
            return channel.write(ByteBuffer.wrap(bytes));
        } catch (IOException _) {
            return 0;
        }
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
