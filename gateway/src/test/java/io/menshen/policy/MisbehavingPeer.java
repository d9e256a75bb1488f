package io.menshen.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** A peer on a real socket that answers whatever a test scripts. */
public final class MisbehavingPeer implements AutoCloseable {
    private final ServerSocket socket;
    private final Script script;
    private final AtomicInteger connections = new AtomicInteger();

    private MisbehavingPeer(ServerSocket socket, Script script) {
        this.socket = socket;
        this.script = script;
    }

    /** Starts one on a free port of this machine. */
    public static MisbehavingPeer start(Script script) throws IOException {
        var peer =
                new MisbehavingPeer(
                        new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
        Thread.ofVirtual().start(peer::accept);
        return peer;
    }

    /** One that answers every request so. */
    public static MisbehavingPeer answering(String status, String type, String body)
            throws IOException {
        var bytes = body.getBytes(UTF_8);
        return start(out -> {
            out.write(head(status, type, bytes.length));
            out.write(bytes);
        });
    }

    /** One that answers 200 with this JSON. */
    public static MisbehavingPeer answering(String json) throws IOException {
        return answering("200 OK", "application/json", json);
    }

    /** The head of an answer. */
    public static byte[] head(String status, String type, int length) {
        return ("HTTP/1.1 "
                        + status
                        + "\r\nContent-Type: "
                        + type
                        + "\r\nContent-Length: "
                        + length
                        + "\r\nConnection: close\r\n\r\n")
                .getBytes(UTF_8);
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** How many connections came. */
    public int connections() {
        return connections.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var connection = socket.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            request(connection);
            script.answer(connection.getOutputStream());
            connection.getOutputStream().flush();
        } catch (IOException e) {
            // The client hung up, which is what most scripts are to make it do.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads the head and as much of the body as came with it. */
    private static void request(Socket connection) throws IOException {
        var first = new byte[8192];
        if (connection.getInputStream().read(first) < 0) {
            throw new IOException("no request came");
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is written to one connection after its request. */
    @FunctionalInterface
    public interface Script {
        /** Writes the answer, or not. */
        void answer(OutputStream out) throws IOException, InterruptedException;
    }
}
