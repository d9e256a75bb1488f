package io.menshen.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A client that sends bytes as they are, to attack framing. */
final class Raw implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)");

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

    /** What comes until that text is in it. */
    String readUntil(String text) throws IOException {
        return readUntil(read -> read.contains(text), text);
    }

    /** One answer with its body, whose end is told by its length or by its last chunk. */
    String readAnswer() throws IOException {
        return readUntil(Raw::isWhole, "an answer");
    }

    private static boolean isWhole(String read) {
        var head = read.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        var length = LENGTH.matcher(read.substring(0, head));
        return length.find()
                ? read.length() >= head + 4 + Integer.parseInt(length.group(1))
                : read.endsWith("\r\n0\r\n\r\n");
    }

    /** What comes until the peer closes. */
    String readToEnd() throws IOException {
        return readUntil(_ -> false, "");
    }

    /** The end of the connection is an end too: what is missing then, the test says itself. */
    private String readUntil(Predicate<String> done, String wanted) throws IOException {
        var end = System.nanoTime() + LONGEST.toNanos();
        var all = new StringBuilder();
        var buffer = new byte[8192];
        while (!done.test(all.toString())) {
            var left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new IllegalStateException("'" + wanted + "' did not come, but: " + all);
            }
            var n = some(buffer, (int) left);
            if (n < 0) {
                break;
            }
            all.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }

    /** How many bytes came, 0 where none came in time, below 0 at the end. */
    private int some(byte[] buffer, int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return socket.getInputStream().read(buffer);
        } catch (SocketTimeoutException _) {
            return 0;
        } catch (SocketException _) {
            return -1;
        }
    }

    /**
     * What comes until the peer closes, or nothing more came for that long: for what must not come.
     */
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
