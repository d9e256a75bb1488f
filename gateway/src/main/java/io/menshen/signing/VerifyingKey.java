package io.menshen.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of an Ed25519 key.
 *
 * @param id the suite, and the first 16 hex digits of the SHA-256 of its X.509 encoding
 */
public record VerifyingKey(PublicKey key, String id) {
    private static final String SUITE = "ed25519-";

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
            var spec = new X509EncodedKeySpec(pem(file, "PUBLIC KEY"));
            return of(KeyFactory.getInstance("Ed25519").generatePublic(spec));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " holds no Ed25519 public key", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static byte[] pem(Path file, String label) throws IOException {
        var text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        var first = "-----BEGIN " + label + "-----";
        var last = "-----END " + label + "-----";
        if (!text.startsWith(first) || !text.endsWith(last)) {
            throw new IllegalArgumentException(file + " is no PEM file of a " + label);
        }
        var base64 = text.substring(first.length(), text.length() - last.length());
        return Base64.getMimeDecoder().decode(base64);
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
