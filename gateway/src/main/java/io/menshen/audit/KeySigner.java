package io.menshen.audit;

import io.menshen.kernel.Bytes;
import io.menshen.signing.SigningKey;
import java.util.Arrays;
import java.util.HexFormat;

/** The audit's key, for what others sign with it. */
record KeySigner(SigningKey key) implements AuditLog.Signer {
    /** What X.509 puts before the key itself (RFC 8410). */
    private static final int PREFIX = 12;

    @Override
    public String keyId() {
        return key.verifying().id();
    }

    @Override
    public Bytes publicKey() {
        var encoded = key.verifying().key().getEncoded();
        return Bytes.copyOf(Arrays.copyOfRange(encoded, PREFIX, encoded.length));
    }

    @Override
    public Bytes sign(Bytes signed) {
        return Bytes.copyOf(HexFormat.of().parseHex(key.sign(signed.toArray())));
    }
}
