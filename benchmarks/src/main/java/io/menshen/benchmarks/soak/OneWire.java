package io.menshen.benchmarks.soak;

import io.menshen.benchmarks.parts.Started;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Locale;

/** One connection that asks and waits, with nothing in between that takes time of its own. */
final class OneWire implements AutoCloseable {
    private static final int TRIES = 20;
    private static final int CLOSED = 0;

    private final int port;
    private Socket socket;
    private InputStream in;

    OneWire(int port) throws IOException {
        this.port = port;
        this.socket = connected(port);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    private static Socket connected(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        return socket;
    }

    /** A connection takes so many requests and no more; then the next takes its place. */
    private void connectAnew() throws IOException {
        socket.close();
        socket = connected(port);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * Nanoseconds from the first byte sent to the last of the answer. Who is told to come back
     * later does so.
     *
     * @throws IOException where another status is answered
     */
    long ask(byte[] request, int status) throws IOException {
        for (var tries = 0; tries < TRIES; tries++) {
            var begun = System.nanoTime();
            var answered = answeredOrClosed(request);
            var took = System.nanoTime() - begun;
            if (answered == status) {
                return took;
            }
            if (answered == CLOSED) {
                connectAnew();
                continue;
            }
            if (answered != 503) {
                throw new IOException("answered " + answered + " instead of " + status);
            }
            Started.pause(Duration.ofSeconds(1));
        }
        throw new IOException("it is overloaded all the time");
    }

    /** A connection that has taken as many requests as it may is closed, which is no answer. */
    private int answeredOrClosed(byte[] request) throws IOException {
        try {
            return answered(request);
        } catch (SocketException | EOFException _) {
            return CLOSED;
        }
    }

    private int answered(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        var answered = line().split(" ", 3)[1];
        var length = 0;
        var last = false;
        for (var header = lower(); !header.isEmpty(); header = lower()) {
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
            }
            last |= header.equals("connection: close");
        }
        in.skipNBytes(length);
        if (last) {
            connectAnew();
        }
        return Integer.parseInt(answered);
    }

    private String lower() throws IOException {
        return line().toLowerCase(Locale.ROOT);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the gateway closed the connection");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
