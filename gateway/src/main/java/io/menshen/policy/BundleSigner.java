package io.menshen.policy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import io.menshen.kernel.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs bundles as OPA does: {@code .signatures.json} holds one JWT (ES256) that lists the SHA-256
 * of every other file.
 */
public final class BundleSigner {
    /** The key id that OPA expects where nobody names another. */
    private static final String KEY_ID = "default";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JWSSigner signer;

    /**
     * Signs with this key.
     *
     * @throws IllegalArgumentException where it is not on the curve P-256
     */
    public BundleSigner(ECPrivateKey key) {
        try {
            signer = new ECDSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the key does not sign", e);
        }
        if (!signer.supportedJWSAlgorithms().contains(JWSAlgorithm.ES256)) {
            throw new IllegalArgumentException("the key is not on the curve P-256");
        }
    }

    /**
     * Signs with the key of a PEM file (PKCS #8).
     *
     * @throws IOException where the file cannot be read
     * @throws IllegalArgumentException where it holds no P-256 private key
     */
    public static BundleSigner read(Path pem) throws IOException {
        return new BundleSigner(Pem.privateKey(pem));
    }

    /**
     * The same bundle with this key's signature, whatever signature it had.
     *
     * @throws BundleRefusedException {@code BROKEN} where a file that should be JSON is not
     */
    public Bundle sign(Bundle bundle) throws BundleRefusedException {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(KEY_ID)
                        .build();
        var token = new JWSObject(header, new Payload(SignedFiles.of(bundle).json()));
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the key does not sign", e);
        }
        var signatures = JSON.createObjectNode();
        signatures.putArray("signatures").add(token.serialize());
        return bundle.withSignatures(Bytes.copyOf(JSON.writeValueAsBytes(signatures)));
    }
}
