package io.menshen.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to be hashed or signed: each part is preceded by its length, so that no two lists of parts
 * have the same bytes. A missing part has the length −1.
 */
final class Canonical {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    /** Starts with the kind, so that bytes of one kind never pass for another. */
    Canonical(String kind) {
        add(kind);
    }

    Canonical add(@Nullable String part) {
        if (part == null) {
            length(-1);
            return this;
        }
        var encoded = part.getBytes(StandardCharsets.UTF_8);
        length(encoded.length);
        bytes.write(encoded, 0, encoded.length);
        return this;
    }

    Canonical add(long part) {
        return add(Long.toString(part));
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** SHA-256 of the bytes in hex. */
    String hash() {
        return HexFormat.of().formatHex(sha256().digest(bytes()));
    }

    private void length(int length) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    }

    static String sha256Hex(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
