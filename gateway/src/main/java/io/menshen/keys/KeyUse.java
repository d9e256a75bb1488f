package io.menshen.keys;

import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.daead.PredefinedDeterministicAeadParameters;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import java.util.Locale;

/** What a keyset is for; there is one keyset a use (design, section 5). */
public enum KeyUse {
    /** Wraps people's data keys; a month each. */
    EPOCH(PredefinedAeadParameters.AES256_GCM),
    /** Blind indexes, and the marks of tokens. */
    INDEX(Keysets.plainHmac()),
    /** Tokens. */
    TOKEN(PredefinedDeterministicAeadParameters.AES256_SIV),
    /** MACs over rows of {@code subject} and {@code cases}. */
    RECORD_MAC(PredefinedMacParameters.HMAC_SHA256_256BITTAG),
    /** MACs over rows of store D. */
    PROFILE_MAC(PredefinedMacParameters.HMAC_SHA256_256BITTAG),
    /** Fingerprints of idempotent writes. */
    IDEMPOTENCY_MAC(PredefinedMacParameters.HMAC_SHA256_256BITTAG),
    /** Lines of the revocation journal. */
    JOURNAL_MAC(PredefinedMacParameters.HMAC_SHA256_256BITTAG),
    /** Codes that people were sent, and the forms of their pages. */
    LOGIN_MAC(PredefinedMacParameters.HMAC_SHA256_256BITTAG);

    private final Parameters parameters;

    KeyUse(Parameters parameters) {
        this.parameters = parameters;
    }

    Parameters parameters() {
        return parameters;
    }

    /** As it is written in commands and names of files: {@code record_mac}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the wrapping of its keyset is bound to. */
    byte[] bound() {
        return Framing.bytes("menshen keyset " + name());
    }
}
