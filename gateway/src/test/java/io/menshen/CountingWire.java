package io.menshen;

import io.menshen.web.Eventually;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The wire between gateways and PostgreSQL: it counts statements by role, can be cut and mended,
 * and can pass answers slowly, torn, or not at all (PostgreSQL protocol 3.0, section 54.7).
 */
final class CountingWire implements AutoCloseable {
    private static final int HEAD = 4;
    private static final int RUNS = 5;

    private final int target;
    private final int port;
    private final Map<String, AtomicInteger> statements = new ConcurrentHashMap<>();
    private final AtomicInteger ended = new AtomicInteger();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final Set<Socket> dead = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listening;
    private volatile Passing passing = Passing.WHOLE;

    /** How the bytes of an answer are passed on. */
    private interface Passing {
        Passing WHOLE = (bytes, to) -> to.write(bytes);

        void pass(byte[] bytes, OutputStream to) throws IOException;
    }

    CountingWire(int target) throws IOException {
        this.target = target;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = listening.getLocalPort();
        accept();
    }

    int port() {
        return port;
    }

    /** Statements executed since the last call, by role. */
    Map<String, Integer> counted() {
        var counted = new TreeMap<String, Integer>();
        statements.forEach((role, count) -> counted.put(role, count.getAndSet(0)));
        counted.values().removeIf(count -> count == 0);
        return counted;
    }

    /**
     * As {@link #counted}, the least of each role over some runs: what goes on beside the work,
     * such as a connection that is made, adds to one or the other.
     */
    Map<String, Integer> leastOf(Runnable work) {
        counted();
        work.run();
        var least = counted();
        for (var run = 1; run < RUNS; run++) {
            work.run();
            var next = counted();
            least.keySet().retainAll(next.keySet());
            least.replaceAll((role, count) -> Math.min(count, next.getOrDefault(role, 0)));
        }
        return least;
    }

    /** From now on nothing reaches the server. */
    void cut() throws IOException {
        listening.close();
        for (var socket = open.poll(); socket != null; socket = open.poll()) {
            socket.close();
        }
    }

    /** The port is free again once the thread that accepted has left. */
    void mend() throws IOException {
        if (!Eventually.holds(this::bound)) {
            throw new BindException("port " + port + " did not become free");
        }
        accept();
    }

    private boolean bound() {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listening = socket;
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each answer comes so much later. */
    void delay(Duration by) {
        passing =
                (bytes, to) -> {
                    LockSupport.parkNanos(by.toNanos());
                    to.write(bytes);
                };
    }

    /** Answers come as over a line of one megabit a second: eight microseconds a byte. */
    void megabit() {
        passing =
                (bytes, to) -> {
                    LockSupport.parkNanos(8_000L * bytes.length);
                    to.write(bytes);
                };
    }

    /** Of each answer the first half comes, then the connection ends. */
    void tear() {
        passing =
                (bytes, to) -> {
                    to.write(bytes, 0, bytes.length / 2);
                    to.flush();
                    throw new IOException("torn");
                };
    }

    /** Connections stay open and no answer comes. */
    void swallow() {
        passing = (_, _) -> {};
    }

    /**
     * The connections that there are stay open for ever, and nothing passes on them any more, as
     * where a server's machine is gone without a word.
     */
    void strand() {
        dead.addAll(open);
    }

    /** Answers come again as the server gives them. */
    void pass() {
        passing = Passing.WHOLE;
    }

    private void accept() {
        var here = listening;
        Thread.ofVirtual()
                .start(() ->
                        quietly(() -> {
                            while (true) {
                                join(here.accept());
                            }
                        }));
    }

    private void join(Socket client) throws IOException {
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException _) {
            // The server is away; others may find it again.
            client.close();
            return;
        }
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(client);
        open.add(server);
        if (listening.isClosed()) {
            // It was cut while this connection was made.
            client.close();
            server.close();
        }
        Thread.ofVirtual().start(() -> ending(client, server, () -> forth(client, server)));
        Thread.ofVirtual().start(() -> ending(client, server, () -> back(server, client)));
    }

    private void back(Socket server, Socket client) throws IOException {
        var buffer = new byte[8192];
        var in = server.getInputStream();
        for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (!dead.contains(client)) {
                passing.pass(Arrays.copyOf(buffer, n), client.getOutputStream());
            }
        }
    }

    /** The first message has no type; those that begin with E or Q execute a statement. */
    private void forth(Socket client, Socket server) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        var out = new DataOutputStream(server.getOutputStream());
        var first = body(in);
        write(out, new byte[0], first);
        var count = statements.computeIfAbsent(role(first), role -> new AtomicInteger());
        for (var type = in.read(); type >= 0; type = in.read()) {
            if (type == 'E' || type == 'Q') {
                count.incrementAndGet();
            }
            var body = body(in);
            if (!dead.contains(client)) {
                write(out, new byte[] {(byte) type}, body);
            }
        }
    }

    private static byte[] body(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt() - HEAD);
    }

    private static void write(DataOutputStream out, byte[] type, byte[] body) throws IOException {
        var whole = java.nio.ByteBuffer.allocate(type.length + HEAD + body.length);
        out.write(whole.put(type).putInt(body.length + HEAD).put(body).array());
        out.flush();
    }

    private static String role(byte[] startup) {
        var words = new String(startup, StandardCharsets.UTF_8).split("\0", -1);
        for (var i = 0; i + 1 < words.length; i++) {
            if (words[i].endsWith("user")) {
                return words[i + 1];
            }
        }
        return "?";
    }

    private interface Work {
        void run() throws IOException;
    }

    private void ending(Socket one, Socket other, Work work) {
        quietly(work);
        quietly(one::close);
        quietly(other::close);
    }

    /** A wire that was cut is no failure of the test. */
    private void quietly(Work work) {
        try {
            work.run();
        } catch (IOException | UncheckedIOException _) {
            ended.incrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
