package io.menshen.policy;

import io.menshen.kernel.PemFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** PEM files of EC keys. */
final class Pem {
    private Pem() {}

    /** As {@code openssl pkey -pubout} writes it. */
    static ECPublicKey publicKey(Path file) throws IOException {
        try {
            var spec = new X509EncodedKeySpec(PemFile.read(file, "PUBLIC KEY"));
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " holds no EC public key", e);
        }
    }

    /** As {@code openssl genpkey} writes it. */
    static ECPrivateKey privateKey(Path file) throws IOException {
        try {
            var spec = new PKCS8EncodedKeySpec(PemFile.read(file, "PRIVATE KEY"));
            return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " holds no EC private key", e);
        }
    }
}
