package io.menshen.login;

import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whom something in Redis is about: sealed, and good at that one key of Redis alone. */
final class SealedSubject {
    private static final int BYTES = 16;

    private SealedSubject() {}

    static String of(KeyRing keys, String key, SubjectId subject) {
        var id = subject.value();
        var bytes =
                ByteBuffer.allocate(BYTES)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array();
        return Secrets.encoded(keys.encryptToken(bytes, bound(key)));
    }

    /** Reads {@link #of}; empty for any other text, and at any other key. */
    static Optional<SubjectId> open(KeyRing keys, String key, String sealed) {
        try {
            return keys.decryptToken(Base64.getUrlDecoder().decode(sealed), bound(key))
                    .map(ByteBuffer::wrap)
                    .map(bytes -> new SubjectId(new UUID(bytes.getLong(), bytes.getLong())));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static List<byte[]> bound(String key) {
        return List.of(
                "login subject 1".getBytes(StandardCharsets.UTF_8),
                key.getBytes(StandardCharsets.UTF_8));
    }
}
