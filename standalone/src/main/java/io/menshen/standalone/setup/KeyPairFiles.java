package io.menshen.standalone.setup;

import io.menshen.standalone.data.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * A key pair as two PEM files, as openssl writes them.
 *
 * @param privateKey PKCS #8, for its owner only
 * @param publicKey X.509
 */
public record KeyPairFiles(Path privateKey, Path publicKey) {
    /** An Ed25519 pair in that folder, made where it is missing. */
    static KeyPairFiles ed25519(Path folder) throws IOException, GeneralSecurityException {
        return kept(folder, KeyPairGenerator.getInstance("Ed25519"));
    }

    /** A P-256 pair in that folder, made where it is missing. */
    static KeyPairFiles p256(Path folder) throws IOException, GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return kept(folder, generator);
    }

    private static KeyPairFiles kept(Path folder, KeyPairGenerator generator) throws IOException {
        OwnerOnly.folder(folder);
        var files = new KeyPairFiles(folder.resolve("private.pem"), folder.resolve("public.pem"));
        // The public half comes last: a creation that was cut off is begun anew.
        if (!Files.exists(files.publicKey)) {
            var pair = generator.generateKeyPair();
            OwnerOnly.write(files.privateKey, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            OwnerOnly.write(files.publicKey, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        }
        return files;
    }

    private static String pem(String label, byte[] encoded) {
        var base64 =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(encoded);
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(label, base64, label);
    }
}
