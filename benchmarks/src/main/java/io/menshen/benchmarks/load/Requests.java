package io.menshen.benchmarks.load;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Requests as the bytes that go over the wire, kept in a file of length-prefixed entries. */
public final class Requests {
    private Requests() {}

    /** A request without a body. */
    public static byte[] get(String path) {
        return "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                .formatted(path)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * A request with a body.
     *
     * @param headers further lines, each with its end; empty for none
     */
    public static byte[] post(String path, String type, String headers, String body) {
        var content = body.getBytes(StandardCharsets.UTF_8);
        var head =
                "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
                        .formatted(path, type, content.length, headers)
                        .getBytes(StandardCharsets.US_ASCII);
        var whole = java.util.Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, whole, head.length, content.length);
        return whole;
    }

    /** Writes requests to a file. */
    public static Path write(Path file, List<byte[]> requests) throws IOException {
        try (var out = new DataOutputStream(Files.newOutputStream(file))) {
            for (var request : requests) {
                out.writeInt(request.length);
                out.write(request);
            }
        }
        return file;
    }

    /** Reads what {@link #write} wrote. */
    static List<byte[]> read(Path file) throws IOException {
        var requests = new ArrayList<byte[]>();
        try (var in =
                new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(file)))) {
            for (var next = next(in); next.length > 0; next = next(in)) {
                requests.add(next);
            }
        }
        return requests;
    }

    /** The next request; empty at the end. */
    private static byte[] next(DataInputStream in) throws IOException {
        try {
            return in.readNBytes(in.readInt());
        } catch (EOFException _) {
            return new byte[0];
        }
    }
}
