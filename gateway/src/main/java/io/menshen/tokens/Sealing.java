package io.menshen.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.BlindIndex;
import io.menshen.tokens.FormatTokens.Held;
import io.menshen.tokens.ScopedTokens.Scope;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/**
 * What the token table holds of a value: keyed MACs, unlike in every scope, and the value with its
 * person sealed for its token, so that a row whose token was exchanged does not open.
 */
final class Sealing {
    private static final byte[] KIND = "format token".getBytes(UTF_8);
    private static final String OWNER = "format token owner";
    private static final int HEAD = 2 * Long.BYTES + Integer.BYTES;
    private static final int STEP = 32;

    private final KeyRing keys;

    Sealing(KeyRing keys) {
        this.keys = keys;
    }

    /** The MACs of a person's value under all live keys, the present one first. */
    List<BlindIndex> macs(Scope scope, String field, Held held) {
        return keys.indexes(domain(scope, field, held.subject()), held.value());
    }

    /** The MACs of a person, by which an erasure finds all that was drawn for them. */
    List<BlindIndex> owners(SubjectId subject) {
        return keys.indexes(OWNER, Personal.of(subject.value().toString()));
    }

    /** Lengths keep two scopes from having one domain. */
    private static String domain(Scope scope, String field, SubjectId subject) {
        return "format token %s %d %s %d %s %s"
                .formatted(
                        subject.value(),
                        scope.consumer().length(),
                        scope.consumer(),
                        scope.name().length(),
                        scope.name(),
                        field);
    }

    Bytes seal(Scope scope, String field, String token, Held held) {
        var id = held.subject().value();
        var text = held.value().open().getBytes(UTF_8);
        var steps = (HEAD + text.length + STEP - 1) / STEP;
        var padded =
                ByteBuffer.allocate(steps * STEP)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .putInt(text.length)
                        .put(text);
        return Bytes.copyOf(keys.encryptToken(padded.array(), bound(scope, field, token)));
    }

    /**
     * The value and its person again.
     *
     * @throws IntegrityException where the bytes were altered or sealed for something else
     */
    Held open(Scope scope, String field, String token, Bytes sealed) {
        var padded =
                keys.decryptToken(sealed.toArray(), bound(scope, field, token))
                        .orElseThrow(() -> new IntegrityException("a format token"));
        var head = ByteBuffer.wrap(padded);
        var subject = new SubjectId(new UUID(head.getLong(), head.getLong()));
        var length = head.getInt();
        return new Held(subject, Personal.of(new String(padded, HEAD, length, UTF_8)));
    }

    private static List<byte[]> bound(Scope scope, String field, String token) {
        return List.of(
                KIND,
                scope.consumer().getBytes(UTF_8),
                scope.name().getBytes(UTF_8),
                field.getBytes(UTF_8),
                token.getBytes(UTF_8));
    }
}
