package io.menshen.signing;

import io.menshen.kernel.PemFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The public half of an Ed25519 key.
 *
 * @param id the suite, and the first 16 hex digits of the SHA-256 of its X.509 encoding
 */
public record VerifyingKey(PublicKey key, String id) {
    private static final String SUITE = "ed25519-";

    /** What X.509 puts before the key itself (RFC 8410). */
    private static final int PREFIX = 12;

    /** A key with its id. */
    public static VerifyingKey of(PublicKey key) {
        var digest = sha256(key.getEncoded());
        return new VerifyingKey(key, SUITE + HexFormat.of().formatHex(digest, 0, 8));
    }

    /**
     * Reads a PEM file, as {@code openssl pkey -pubout} writes it.
     *
     * @throws IOException where the file cannot be read
     * @throws IllegalArgumentException where it holds no Ed25519 public key
     */
    public static VerifyingKey read(Path file) throws IOException {
        try {
            var spec = new X509EncodedKeySpec(PemFile.read(file, "PUBLIC KEY"));
            return of(KeyFactory.getInstance("Ed25519").generatePublic(spec));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " holds no Ed25519 public key", e);
        }
    }

    /** The 32 bytes of RFC 8032. */
    public byte[] raw() {
        var encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, PREFIX, encoded.length);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A signature has one spelling only, in small letters: no bit of it can change unnoticed. */
    public boolean verifies(byte[] signed, String signature) {
        try {
            var bytes = HexFormat.of().parseHex(signature);
            if (!HexFormat.of().formatHex(bytes).equals(signature)) {
                return false;
            }
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(bytes);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
