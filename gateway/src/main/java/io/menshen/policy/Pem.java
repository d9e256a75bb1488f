package io.menshen.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** PEM files of EC keys. */
final class Pem {
    private Pem() {}

    /** As {@code openssl pkey -pubout} writes it. */
    static ECPublicKey publicKey(Path file) throws IOException {
        try {
            var spec = new X509EncodedKeySpec(content(file, "PUBLIC KEY"));
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " holds no EC public key", e);
        }
    }

    /** As {@code openssl genpkey} writes it. */
    static ECPrivateKey privateKey(Path file) throws IOException {
        try {
            var spec = new PKCS8EncodedKeySpec(content(file, "PRIVATE KEY"));
            return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " holds no EC private key", e);
        }
    }

    private static byte[] content(Path file, String label) throws IOException {
        var text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        var first = "-----BEGIN " + label + "-----";
        var last = "-----END " + label + "-----";
        if (!text.startsWith(first) || !text.endsWith(last)) {
            throw new IllegalArgumentException(file + " is no PEM file of a " + label);
        }
        var base64 = text.substring(first.length(), text.length() - last.length());
        return Base64.getMimeDecoder().decode(base64);
    }
}
