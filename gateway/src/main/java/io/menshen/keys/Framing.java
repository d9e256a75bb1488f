package io.menshen.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Length-prefixed joining, so that no two lists of parts give the same bytes. */
final class Framing {
    private Framing() {}

    static byte[] join(List<byte[]> parts) {
        var size = 0;
        for (var part : parts) {
            size += Integer.BYTES + part.length;
        }
        var joined = ByteBuffer.allocate(size);
        for (var part : parts) {
            joined.putInt(part.length).put(part);
        }
        return joined.array();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
