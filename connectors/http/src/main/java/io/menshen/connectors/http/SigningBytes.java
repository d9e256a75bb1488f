package io.menshen.connectors.http;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key that both sides hold. It prints nothing. */
public final class SigningBytes {
    private static final int LEAST = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * A key of these bytes.
     *
     * @throws IllegalArgumentException where there are fewer than 32
     */
    public SigningBytes(byte[] bytes) {
        if (bytes.length < LEAST) {
            throw new IllegalArgumentException(
                    "a key of " + bytes.length + " bytes; 32 or more are needed");
        }
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** HMAC-SHA-256 in 64 hexadecimal digits. */
    public String sign(byte[] message) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "SigningBytes[*]";
    }
}
