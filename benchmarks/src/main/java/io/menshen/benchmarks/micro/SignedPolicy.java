package io.menshen.benchmarks.micro;

import io.menshen.policy.Bundle;
import io.menshen.policy.BundleSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * A bundle signed by a key that was made for it.
 *
 * @param publicKey PEM
 */
record SignedPolicy(Path bundle, Path publicKey) {
    /** Signs a bundle, in that folder. */
    static SignedPolicy of(Bundle bundle, Path folder)
            throws IOException, GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        var signed = new BundleSigner((ECPrivateKey) pair.getPrivate()).sign(bundle);
        var file = folder.resolve("menshen.tar.gz");
        Files.write(file, signed.write().toArray());
        var pem =
                "-----BEGIN PUBLIC KEY-----%n%s%n-----END PUBLIC KEY-----%n"
                        .formatted(
                                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                        .encodeToString(pair.getPublic().getEncoded()));
        return new SignedPolicy(file, Files.writeString(folder.resolve("public.pem"), pem));
    }
}
