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
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchesIntegrationTests {
    private static final String HEAD =
            "POST /v1/lines HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n";
    private static final String CHUNKED = HEAD + "Transfer-Encoding: chunked\r\n\r\n";

    private final TestGateway gateway = new TestGateway();
    private final TestGateway patient = new TestGateway(512, TestGateway.LONG);

    @AfterEach
    void close() {
        gateway.close();
        patient.close();
    }

    private String lines(String body) {
        return gateway.post("/v1/lines", "application/x-ndjson", bytes(body)).body();
    }

    @Test
    void answers_each_line_in_its_place_and_counts_at_the_end() {
        var tooLong = "{\"name\":\"" + "x".repeat(StrictJson.MAX_LINE - 10) + "\"}";
        assertThat(tooLong).hasSize(StrictJson.MAX_LINE + 1);
        var body =
                String.join(
                        "\n",
                        "{\"name\":\"a\"}",
                        "{\"name\":\"" + Canary.TEXT + "\",\"bad\":1}",
                        tooLong,
                        "",
                        "{\"name\":\"broken\"}",
                        "{\"name\":\"bb\"}\r",
                        tooLong.replace("xx\"}", "x\"}"),
                        "{\"name\":\"ccc\"");

        var answers = lines(body).split("\n", -1);

        assertThat(answers).hasSize(9);
        assertThat(answers[0]).isEqualTo("{\"length\":1}");
        assertThat(answers[1])
                .startsWith("{\"line\":2,\"problem\":{\"type\":\"/problems/invalid\"");
        assertThat(answers[2])
                .startsWith("{\"line\":3,\"problem\":{\"type\":\"/problems/too-large\"");
        assertThat(answers[3])
                .startsWith("{\"line\":5,\"problem\":{\"type\":\"/problems/internal\"");
        assertThat(answers[4]).isEqualTo("{\"length\":2}");
        assertThat(answers[5]).startsWith("{\"length\":65525");
        assertThat(answers[6])
                .startsWith("{\"line\":8,\"problem\":{\"type\":\"/problems/invalid\"");
        assertThat(answers[7]).isEqualTo("{\"end\":true,\"ok\":3,\"failed\":4}");
        assertThat(String.join("", answers)).doesNotContain(Canary.TEXT);
    }

    @Test
    void answers_each_line_as_it_comes_however_it_is_cut() throws IOException {
        try (var client = new Raw(patient.port())) {
            client.send(CHUNKED);
            for (var each : "{\"name\":\"诸葛\"}\n".getBytes(StandardCharsets.UTF_8)) {
                client.send("1\r\n").send(new byte[] {each}).send("\r\n");
            }
            assertThat(client.readUntil("{\"length\":2}\n")).contains("{\"length\":2}\n");
            client.send("0\r\n\r\n");
            assertThat(client.readUntil("{\"end\":true,\"ok\":1,"))
                    .contains("{\"end\":true,\"ok\":1,");
        }
    }

    @Test
    void does_not_take_the_rest_of_a_stream_that_is_cut_short() throws IOException {
        try (var client = new Raw(gateway.port())) {
            client.send(CHUNKED).send("1e\r\n{\"name\":\"a\"}\n{\"name\":\"bbbbbb\"}\r\n");
            assertThat(Eventually.holds(() -> gateway.linesTaken.get() == 1)).isTrue();
        }

        assertThat(Eventually.holds(() -> gateway.doors.inFlight(Door.API) == 0)).isTrue();
        assertThat(gateway.linesTaken).hasValue(1);
        assertThat(gateway.serves()).isTrue();
    }

    @Test
    void holds_nothing_of_a_line_of_100_megabytes() throws IOException {
        var chunk = "x".repeat(1 << 20);
        var before = heapInUse();
        try (var client = new Raw(patient.port())) {
            client.send(HEAD + "Content-Length: " + ((100 << 20) + 13) + "\r\n\r\n");
            for (var i = 0; i < 100; i++) {
                client.send(chunk);
            }
            assertThat(heapInUse() - before).isLessThan(24 << 20);
            client.send("\n{\"name\":\"a\"}");
            assertThat(client.readUntil("\"failed\":1}"))
                    .contains("{\"line\":1,\"problem\":{\"type\":\"/problems/too-large\"")
                    .contains("{\"length\":1}")
                    .contains("{\"end\":true,\"ok\":1,\"failed\":1}");
        }
    }

    @Test
    void holds_back_and_then_cuts_off_a_reader_that_does_not_read() throws IOException {
        try (var channel =
                SocketChannel.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()))) {
            channel.configureBlocking(false);
            write(channel, bytes(HEAD + "Content-Length: 1400000000\r\n\r\n"));
            var lines = bytes("{\"name\":\"big\"}\n".repeat(10_000));
            var sent = 0L;
            var end = System.nanoTime() + Duration.ofMillis(900).toNanos();
            while (System.nanoTime() < end && channel.isConnected()) {
                sent += write(channel, lines);
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(sent).isPositive();
            var taken = gateway.linesTaken.get();
            assertThat(taken).isPositive().isLessThan(2_000);
            assertThat(Eventually.holds(() -> gateway.doors.inFlight(Door.API) == 0)).isTrue();
            assertThat(gateway.linesTaken.get() - taken).isLessThan(2_000);
        }
        assertThat(gateway.serves()).isTrue();
    }

    @Test
    void lets_go_of_a_request_that_the_client_cancels() throws IOException {
        try (var client = new Raw(patient.port())) {
            client.send("GET /v1/never HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(Eventually.holds(() -> patient.doors.inFlight(Door.API) == 1)).isTrue();
        }

        assertThat(Eventually.holds(() -> patient.doors.inFlight(Door.API) == 0)).isTrue();
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

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
