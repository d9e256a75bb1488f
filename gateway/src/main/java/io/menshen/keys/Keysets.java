package io.menshen.keys;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.mac.MacConfig;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.Map;

/** The keysets of a deployment, one a use. */
record Keysets(Map<KeyUse, KeysetHandle> byUse) {
    /** Makes Tink know the primitives that the uses need. */
    static void register() throws GeneralSecurityException {
        AeadConfig.register();
        DeterministicAeadConfig.register();
        MacConfig.register();
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
        var byUse = new EnumMap<KeyUse, KeysetHandle>(KeyUse.class);
        for (var use : KeyUse.values()) {
            byUse.put(use, first(use));
        }
        return new Keysets(byUse);
    }

    /** A keyset of one key, number 1. */
    private static KeysetHandle first(KeyUse use) throws GeneralSecurityException {
        var key = KeysetHandle.generateEntryFromParameters(use.parameters());
        return KeysetHandle.newBuilder().addEntry(key.withFixedId(1).makePrimary()).build();
    }

    /** Without the number before the MAC, which the index keeps in a column of its own. */
    static HmacParameters plainHmac() {
        try {
            return HmacParameters.builder()
                    .setKeySizeBytes(32)
                    .setTagSizeBytes(32)
                    .setHashType(HmacParameters.HashType.SHA256)
                    .setVariant(HmacParameters.Variant.NO_PREFIX)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }

    KeysetHandle of(KeyUse use) {
        var handle = byUse.get(use);
        if (handle == null) {
            throw new IllegalStateException("the keyset for " + use + " is missing");
        }
        return handle;
    }
}
