package io.menshen.signing;

import io.menshen.kernel.PemFile;
import io.menshen.keys.KeyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;

/** An Ed25519 key that signs. It prints nothing of the private half. */
public final class SigningKey {
    private final PrivateKey secret;
    private final VerifyingKey verifying;

    /** Both halves of a pair. */
    public SigningKey(PrivateKey secret, VerifyingKey verifying) {
        this.secret = secret;
        this.verifying = verifying;
    }

    /**
     * Reads both halves from PEM files, as {@code openssl genpkey -algorithm ed25519} writes them.
     *
     * @throws IOException where a file cannot be read, or the private one by others than its owner
     * @throws IllegalArgumentException where one holds no such key, or they do not belong together
     */
    public static SigningKey read(Path privateFile, Path publicFile) throws IOException {
        KeyFiles.refuseWhatOthersRead(privateFile);
        var verifying = VerifyingKey.read(publicFile);
        var key = new SigningKey(secret(privateFile), verifying);
        var probe = "menshen.signing.probe.1".getBytes(StandardCharsets.US_ASCII);
        if (!verifying.verifies(probe, key.sign(probe))) {
            throw new IllegalArgumentException(
                    publicFile + " is not the public half of " + privateFile);
        }
        return key;
    }

    private static PrivateKey secret(Path file) throws IOException {
        try {
            var spec = new PKCS8EncodedKeySpec(PemFile.read(file, "PRIVATE KEY"));
            return KeyFactory.getInstance("Ed25519").generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " holds no Ed25519 private key", e);
        }
    }

    /** The public half. */
    public VerifyingKey verifying() {
        return verifying;
    }

    /** The signature in hex. */
    public String sign(byte[] bytes) {
        return HexFormat.of().formatHex(signature(bytes));
    }

    /** The signature: 64 bytes. */
    public byte[] signature(byte[] bytes) {
        try {
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(secret);
            signer.update(bytes);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key does not sign", e);
        }
    }
}
