package io.menshen.keys;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import com.google.crypto.tink.daead.PredefinedDeterministicAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import com.google.crypto.tink.signature.PredefinedSignatureParameters;
import com.google.crypto.tink.signature.SignatureConfig;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.Map;

/** The keysets of a deployment, one a use. */
record Keysets(Map<Use, KeysetHandle> byUse) {
    /** What a keyset is for. */
    enum Use {
        EPOCH(PredefinedAeadParameters.AES256_GCM),
        INDEX(PredefinedMacParameters.HMAC_SHA256_256BITTAG),
        TOKEN(PredefinedDeterministicAeadParameters.AES256_SIV),
        RECORD_MAC(PredefinedMacParameters.HMAC_SHA256_256BITTAG),
        PROFILE_MAC(PredefinedMacParameters.HMAC_SHA256_256BITTAG),
        IDEMPOTENCY_MAC(PredefinedMacParameters.HMAC_SHA256_256BITTAG),
        AUDIT_SIGNATURE(PredefinedSignatureParameters.ED25519);

        private final Parameters parameters;

        Use(Parameters parameters) {
            this.parameters = parameters;
        }

        Parameters parameters() {
            return parameters;
        }
    }

    /** Makes Tink know the primitives that the uses need. */
    static void register() throws GeneralSecurityException {
        AeadConfig.register();
        DeterministicAeadConfig.register();
        MacConfig.register();
        SignatureConfig.register();
    }

    /** What Tink may compute here; it is always there once it was registered. */
    static Configuration tink() {
        try {
            return RegistryConfiguration.get();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink has no configuration", e);
        }
    }

    /** Fresh keysets for a new deployment. */
    static Keysets generate() throws GeneralSecurityException {
        register();
        var byUse = new EnumMap<Use, KeysetHandle>(Use.class);
        for (var use : Use.values()) {
            byUse.put(use, KeysetHandle.generateNew(use.parameters(), tink()));
        }
        return new Keysets(byUse);
    }

    KeysetHandle of(Use use) {
        var handle = byUse.get(use);
        if (handle == null) {
            throw new IllegalStateException("the keyset for " + use + " is missing");
        }
        return handle;
    }
}
