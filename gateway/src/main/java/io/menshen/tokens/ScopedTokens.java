package io.menshen.tokens;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.BlindIndex;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Tokens that stand for a person or for one value. A token is bound to its consumer, its scope and
 * its kind: whoever else presents it gets the same nothing as for one that was forged or cut.
 * Opening takes no query.
 */
public final class ScopedTokens {
    private static final String PREFIX = "tk1_";
    private static final int UUID_BYTES = 16;
    private static final int MARK_BYTES = 16;
    private static final int LONGEST = 4_096;
    private static final byte[] VERSION = bytes("1");
    private static final String SUBJECT = "subject";
    private static final String FIELD = "field";
    private static final String REFERENCE = "reference";

    private final KeyRing keys;

    /** Tokens under the keyset of that ring. */
    public ScopedTokens(KeyRing keys) {
        this.keys = keys;
    }

    /**
     * To whom and for what a token is issued.
     *
     * @param consumer id in the consumer registry
     * @param name the purpose's {@code token_scope}
     */
    public record Scope(String consumer, String name) {}

    /**
     * The person's token for that scope: {@code tk1_} and 50 characters of base64url; always the
     * same.
     */
    public String ofSubject(Scope scope, SubjectId subject) {
        var plain =
                ByteBuffer.allocate(UUID_BYTES)
                        .putLong(subject.value().getMostSignificantBits())
                        .putLong(subject.value().getLeastSignificantBits());
        return text(keys.encryptToken(plain.array(), bound(scope, SUBJECT, "")));
    }

    /** The person for whom that token was issued in that scope; empty for any other text. */
    public Optional<SubjectId> subject(Scope scope, String token) {
        return sealed(token)
                .flatMap(sealed -> keys.decryptToken(sealed, bound(scope, SUBJECT, "")))
                .filter(plain -> plain.length == UUID_BYTES)
                .map(ByteBuffer::wrap)
                .map(plain -> new SubjectId(new UUID(plain.getLong(), plain.getLong())));
    }

    /**
     * One value of a person, named without being told.
     *
     * @param mark of the value and the person, keyed: to who lacks the keys it tells nothing
     */
    public record FieldReference(SubjectId subject, Bytes mark) {}

    /**
     * The token of a person's value of a field: always the same within the scope, however often and
     * in which order the person holds it. It holds no value: resolving it reads the person, so that
     * nothing outlives an erasure.
     *
     * @param value in the one spelling of the field's type
     */
    public String ofField(Scope scope, String field, SubjectId subject, Personal<String> value) {
        var mark = mark(keys.index(marked(field, subject), value));
        var plain =
                ByteBuffer.allocate(UUID_BYTES + MARK_BYTES)
                        .putLong(subject.value().getMostSignificantBits())
                        .putLong(subject.value().getLeastSignificantBits())
                        .put(mark.toArray());
        return text(keys.encryptToken(plain.array(), bound(scope, REFERENCE, field)));
    }

    /** What that token of that field names in that scope; empty for any other text. */
    public Optional<FieldReference> field(Scope scope, String field, String token) {
        return sealed(token)
                .flatMap(sealed -> keys.decryptToken(sealed, bound(scope, REFERENCE, field)))
                .filter(plain -> plain.length == UUID_BYTES + MARK_BYTES)
                .map(ScopedTokens::reference);
    }

    private static FieldReference reference(byte[] plain) {
        var id = ByteBuffer.wrap(plain);
        var subject = new SubjectId(new UUID(id.getLong(), id.getLong()));
        var mark = Arrays.copyOfRange(plain, UUID_BYTES, plain.length);
        return new FieldReference(subject, Bytes.copyOf(mark));
    }

    /** Whether it is that value that a token of that field names, under any live key. */
    public boolean names(FieldReference reference, String field, Personal<String> value) {
        return keys.indexes(marked(field, reference.subject()), value).stream()
                .anyMatch(entry -> mark(entry).equals(reference.mark()));
    }

    /** No field of the registry has a space in its name, so nothing else has this domain. */
    private static String marked(String field, SubjectId subject) {
        return "field token " + subject.value() + " " + field;
    }

    /** Enough to tell a person's values apart; the suite before the MAC is left out. */
    private static Bytes mark(BlindIndex index) {
        return Bytes.copyOf(Arrays.copyOfRange(index.mac().toArray(), 1, 1 + MARK_BYTES));
    }

    /** The token of one value of a field; equal values give equal tokens within the scope. */
    public String ofValue(Scope scope, String field, Personal<String> value) {
        return text(keys.encryptToken(bytes(value.open()), bound(scope, FIELD, field)));
    }

    /** The value of that token of that field in that scope; empty for any other text. */
    public Optional<Personal<String>> value(Scope scope, String field, String token) {
        return sealed(token)
                .flatMap(sealed -> keys.decryptToken(sealed, bound(scope, FIELD, field)))
                .map(plain -> Personal.of(new String(plain, StandardCharsets.UTF_8)));
    }

    private static Optional<byte[]> sealed(String token) {
        if (!token.startsWith(PREFIX) || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var body = token.substring(PREFIX.length());
            var sealed = Base64.getUrlDecoder().decode(body);
            // One spelling only: spare bits at the end must not make a second token of the same
            // meaning.
            return body.equals(encoded(sealed)) ? Optional.of(sealed) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<byte[]> bound(Scope scope, String kind, String field) {
        return List.of(
                VERSION, bytes(scope.consumer()), bytes(scope.name()), bytes(kind), bytes(field));
    }

    private static String text(byte[] sealed) {
        return PREFIX + encoded(sealed);
    }

    private static String encoded(byte[] sealed) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
