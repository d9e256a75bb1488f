package io.menshen.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client that writes frames of HTTP/2 (RFC 9113) itself, to break its rules. */
final class Http2 implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    private final Raw raw;

    Http2(SSLContext context, int port) throws IOException {
        var socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), port);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        raw = new Raw(socket);
        raw.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        frame(SETTINGS, 0, 0, new byte[0]);
    }

    Http2 frame(int type, int flags, int stream, byte[] payload) {
        var frame = ByteBuffer.allocate(9 + payload.length);
        frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
        frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
        raw.sendAsFarAsTaken(frame.array());
        return this;
    }

    /** A GET as a header block: static table and literals without indexing (RFC 7541). */
    static byte[] get(String path) {
        var block = new ByteArrayOutputStream();
        block.write(0x82);
        block.write(0x87);
        literal(block, 0x04, path);
        literal(block, 0x01, "localhost");
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, int name, String value) {
        block.write(name);
        block.write(value.length());
        block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    boolean closedWithin(Duration longest) throws IOException {
        return raw.closedWithin(longest);
    }

    String readUntil(String text) throws IOException {
        return raw.readUntil(text);
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
