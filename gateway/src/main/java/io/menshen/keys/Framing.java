package io.menshen.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Length-prefixed joining, so that no two lists of parts give the same bytes. */
final class Framing {
    private Framing() {}

    static byte[] join(List<byte[]> parts) {
        var size = parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
        var joined = ByteBuffer.allocate(size);
        parts.forEach(part -> joined.putInt(part.length).put(part));
        return joined.array();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
