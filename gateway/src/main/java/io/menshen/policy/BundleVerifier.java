package io.menshen.policy;

import static io.menshen.policy.BundleRefusedException.Fault.BROKEN;
import static io.menshen.policy.BundleRefusedException.Fault.FOREIGN_KEY;
import static io.menshen.policy.BundleRefusedException.Fault.UNSIGNED;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import io.menshen.kernel.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Takes only bundles that the holder of one key signed, in OPA's format (ES256, SHA-256). What the
 * signature's header says of keys is ignored: there is one key.
 */
public final class BundleVerifier {
    private static final Set<String> KEYS = Set.of("signatures", "plugin");
    private static final String OPAS_OWN = "_default";

    private final JWSVerifier verifier;
    private final String keyId;

    /**
     * Verifies with this key.
     *
     * @throws IllegalArgumentException where it is not on the curve P-256
     */
    public BundleVerifier(ECPublicKey key) {
        keyId = "es256-" + FileHash.sha256(key.getEncoded()).substring(0, 16);
        try {
            verifier = new ECDSAVerifier(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the key does not verify", e);
        }
        if (!verifier.supportedJWSAlgorithms().contains(JWSAlgorithm.ES256)) {
            throw new IllegalArgumentException("the key is not on the curve P-256");
        }
    }

    /**
     * Verifies with the key of a PEM file.
     *
     * @throws IOException where the file cannot be read
     * @throws IllegalArgumentException where it holds no P-256 public key
     */
    public static BundleVerifier read(Path pem) throws IOException {
        return new BundleVerifier(Pem.publicKey(pem));
    }

    /** The suite, and the first 16 hex digits of the SHA-256 of the key's X.509 encoding. */
    String keyId() {
        return keyId;
    }

    /**
     * Reads a bundle and refuses it unless its files are exactly those that were signed.
     *
     * @throws BundleRefusedException {@code BROKEN}, {@code UNSIGNED}, {@code FOREIGN_KEY} or
     *     {@code ALTERED}, naming the file
     */
    public Bundle read(Bytes archive) throws BundleRefusedException {
        var bundle = Bundle.read(archive);
        var signatures = bundle.files().get(Bundle.SIGNATURES);
        if (signatures == null) {
            throw new BundleRefusedException(
                    UNSIGNED, "it is not signed: it has no " + Bundle.SIGNATURES);
        }
        payload(token(signatures)).requireExactly(SignedFiles.of(bundle));
        return bundle;
    }

    private static String token(Bytes signatures) throws BundleRefusedException {
        try {
            var json = Bundle.STRICT.readTree(signatures.toArray());
            var tokens = json.path("signatures");
            if (!KEYS.containsAll(json.propertyNames())
                    || !json.path("plugin").asString(OPAS_OWN).equals(OPAS_OWN)
                    || tokens.size() != 1
                    || !tokens.path(0).isString()) {
                throw new BundleRefusedException(
                        BROKEN, "its " + Bundle.SIGNATURES + " does not hold exactly one JWT");
            }
            return tokens.path(0).stringValue();
        } catch (JacksonException e) {
            throw new BundleRefusedException(
                    BROKEN, "its " + Bundle.SIGNATURES + " is not JSON", e);
        }
    }

    private SignedFiles payload(String token) throws BundleRefusedException {
        try {
            var parsed = JWSObject.parse(token);
            // Base64 has spare bits at its end: what was changed there is changed too.
            if (!parsed.serialize().equals(token)
                    || !parsed.getSignature().equals(recoded(parsed))
                    || !JWSAlgorithm.ES256.equals(parsed.getHeader().getAlgorithm())
                    || !parsed.verify(verifier)) {
                throw foreign(null);
            }
            return SignedFiles.parse(parsed.getPayload().toString());
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw foreign(e);
        }
    }

    private static Base64URL recoded(JWSObject token) {
        return Base64URL.encode(token.getSignature().decode());
    }

    private static BundleRefusedException foreign(@Nullable Throwable e) {
        return new BundleRefusedException(
                FOREIGN_KEY, "its signature is not one of the expected key (ES256)", e);
    }
}
