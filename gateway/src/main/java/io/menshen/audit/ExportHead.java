package io.menshen.audit;

import io.menshen.signing.SigningKey;
import io.menshen.signing.VerifyingKey;
import java.util.Objects;

/**
 * The last line of an export, signed: it covers every byte before it.
 *
 * @param at microseconds since 1970
 * @param lines how many lines stand before it
 * @param digest SHA-256 over those lines, each with its line feed, in hex
 * @param keyId id of the signing key
 * @param signature Ed25519, in hex
 */
record ExportHead(String at, long lines, String digest, String keyId, String signature) {
    /** A line that lacks a part is no line of an export. */
    ExportHead {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(signature, "signature");
    }

    static ExportHead sign(long micros, long lines, String digest, SigningKey key) {
        var at = Long.toString(micros);
        var id = key.verifying().id();
        return new ExportHead(at, lines, digest, id, key.sign(bytes(at, lines, digest, id)));
    }

    boolean signedBy(VerifyingKey key) {
        return key.id().equals(keyId) && key.verifies(bytes(at, lines, digest, keyId), signature);
    }

    private static byte[] bytes(String at, long lines, String digest, String keyId) {
        return new Canonical("menshen.audit.export.1")
                .add(at)
                .add(lines)
                .add(digest)
                .add(keyId)
                .bytes();
    }
}
