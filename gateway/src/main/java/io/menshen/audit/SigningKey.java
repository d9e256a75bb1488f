package io.menshen.audit;

import io.menshen.keys.KeyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;

/** The Ed25519 key that signs checkpoints and exports. It prints nothing of the private half. */
final class SigningKey {
    private final PrivateKey secret;
    private final VerifyingKey verifying;

    SigningKey(PrivateKey secret, VerifyingKey verifying) {
        this.secret = secret;
        this.verifying = verifying;
    }

    /**
     * Reads both halves from PEM files, as {@code openssl genpkey -algorithm ed25519} writes them.
     *
     * @throws IOException where a file cannot be read, or the private one by others than its owner
     * @throws IllegalArgumentException where one holds no such key, or they do not belong together
     */
    static SigningKey read(Path privateFile, Path publicFile) throws IOException {
        KeyFiles.refuseWhatOthersRead(privateFile);
        var verifying = VerifyingKey.read(publicFile);
        var key = new SigningKey(secret(privateFile), verifying);
        var probe = new Canonical("menshen.audit.probe.1").bytes();
        if (!verifying.verifies(probe, key.sign(probe))) {
            throw new IllegalArgumentException(
                    publicFile + " is not the public half of " + privateFile);
        }
        return key;
    }

    private static PrivateKey secret(Path file) throws IOException {
        try {
            var spec = new PKCS8EncodedKeySpec(VerifyingKey.pem(file, "PRIVATE KEY"));
            return KeyFactory.getInstance("Ed25519").generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " holds no Ed25519 private key", e);
        }
    }

    VerifyingKey verifying() {
        return verifying;
    }

    /** The signature in hex. */
    String sign(byte[] bytes) {
        try {
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(secret);
            signer.update(bytes);
            return HexFormat.of().formatHex(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the audit's key does not sign", e);
        }
    }
}
