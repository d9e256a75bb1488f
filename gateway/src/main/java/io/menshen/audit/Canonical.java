package io.menshen.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to be hashed or signed: each part is preceded by its length, so that no two lists of parts
 * have the same bytes. A missing part has the length −1.
 */
final class Canonical {
    private byte[] bytes = new byte[1_024];
    private int size;

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
        room(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
        return this;
    }

    Canonical add(long part) {
        return add(Long.toString(part));
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** SHA-256 of the bytes in hex. */
    String hash() {
        var digest = sha256();
        digest.update(bytes, 0, size);
        return HexFormat.of().formatHex(digest.digest());
    }

    private void length(int length) {
        room(Integer.BYTES);
        for (var shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[size++] = (byte) (length >>> shift);
        }
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
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
