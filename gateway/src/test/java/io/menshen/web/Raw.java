package io.menshen.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that sends bytes as they are, to attack framing. */
final class Raw implements AutoCloseable {
    private final Socket socket;

    Raw(int port) throws IOException {
        this(new Socket());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
    }

    Raw(Socket socket) {
        this.socket = socket;
    }

    Raw send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Raw send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /**
     * Sends until the peer no longer takes it; the error of a closed connection is what we want.
     */
    Raw sendAsFarAsTaken(byte[] bytes) {
        try {
            return send(bytes);
        } catch (IOException _) {
            return this;
        }
    }

    /** What comes until the peer closes, or nothing more came for that long. */
    String read(Duration silence) throws IOException {
        var all = new StringBuilder();
        var buffer = new byte[8192];
        socket.setSoTimeout(5_000);
        try {
            for (var n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                socket.setSoTimeout((int) silence.toMillis());
                all.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketTimeoutException | SocketException _) {
            return all.toString();
        }
        return all.toString();
    }

    /** Whether the peer closes within that time. */
    boolean closedWithin(Duration longest) throws IOException {
        socket.setSoTimeout((int) longest.toMillis());
        try {
            var buffer = new byte[8192];
            var n = 0;
            while (n >= 0) {
                n = socket.getInputStream().read(buffer);
            }
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (SocketException _) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
