package io.menshen.keys;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link KeyRing} on Tink. */
final class TinkKeyRing implements KeyRing {
    private static final int EPOCH = 1;
    private static final int KEY_BYTES = 32;
    private static final AesGcmParameters DATA_KEY = dataKeyParameters();

    private final Aead epoch;
    private final Mac index;
    private final DeterministicAead token;
    private final Map<MacUse, Mac> macs = new EnumMap<>(MacUse.class);

    TinkKeyRing(Keysets keysets) throws GeneralSecurityException {
        epoch = primitive(keysets, Keysets.Use.EPOCH, Aead.class);
        index = primitive(keysets, Keysets.Use.INDEX, Mac.class);
        token = primitive(keysets, Keysets.Use.TOKEN, DeterministicAead.class);
        macs.put(MacUse.RECORD, primitive(keysets, Keysets.Use.RECORD_MAC, Mac.class));
        macs.put(MacUse.PROFILE, primitive(keysets, Keysets.Use.PROFILE_MAC, Mac.class));
        macs.put(MacUse.IDEMPOTENCY, primitive(keysets, Keysets.Use.IDEMPOTENCY_MAC, Mac.class));
    }

    @Override
    public WrappedKeys newKeys(SubjectId subject) {
        return new WrappedKeys(
                wrapNew(subject, FieldClass.SERVICE),
                wrapNew(subject, FieldClass.STATUTORY),
                EPOCH);
    }

    private Bytes wrapNew(SubjectId subject, FieldClass type) {
        try {
            var key = SecretBytes.randomBytes(KEY_BYTES).toByteArray(InsecureSecretKeyAccess.get());
            return Bytes.copyOf(epoch.encrypt(key, wrapping(subject, type)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused to wrap", e);
        }
    }

    /** Makes a Tink key of raw bytes, since Tink itself wraps whole keysets only. */
    @Override
    @AccessesPartialKey
    public SubjectKey unwrap(SubjectId subject, FieldClass type, WrappedKeys keys) {
        var wrapped = type == FieldClass.SERVICE ? keys.service() : keys.statutory();
        try {
            var raw = epoch.decrypt(wrapped.toArray(), wrapping(subject, type));
            var key =
                    AesGcmKey.builder()
                            .setParameters(DATA_KEY)
                            .setKeyBytes(SecretBytes.copyFrom(raw, InsecureSecretKeyAccess.get()))
                            .build();
            var handle =
                    KeysetHandle.newBuilder()
                            .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
                            .build();
            return new GcmSubjectKey(handle.getPrimitive(Keysets.tink(), Aead.class), type);
        } catch (GeneralSecurityException e) {
            throw new IntegrityException("a wrapped key");
        }
    }

    private static byte[] wrapping(SubjectId subject, FieldClass type) {
        return Framing.join(
                List.of(
                        Framing.bytes("data key"),
                        Framing.bytes(subject.value().toString()),
                        Framing.bytes(type.name())));
    }

    @Override
    public BlindIndex index(String field, Personal<String> normalised) {
        return indexes(field, normalised).getFirst();
    }

    @Override
    public List<BlindIndex> indexes(String field, Personal<String> normalised) {
        // The field separates the domains: as independent as a key for each field, and a new field
        // needs no new key.
        var parts = Framing.join(List.of(Framing.bytes(field), Framing.bytes(normalised.open())));
        try {
            return List.of(new BlindIndex(1, Bytes.copyOf(index.computeMac(parts))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC refused", e);
        }
    }

    @Override
    public byte[] mac(MacUse use, List<byte[]> parts) {
        try {
            return of(use).computeMac(Framing.join(parts));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC refused", e);
        }
    }

    @Override
    public boolean verifies(MacUse use, byte[] mac, List<byte[]> parts) {
        try {
            of(use).verifyMac(mac, Framing.join(parts));
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public byte[] encryptToken(byte[] plain, List<byte[]> bound) {
        try {
            return token.encryptDeterministically(plain, Framing.join(bound));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-SIV refused", e);
        }
    }

    @Override
    public Optional<byte[]> decryptToken(byte[] sealed, List<byte[]> bound) {
        try {
            return Optional.of(token.decryptDeterministically(sealed, Framing.join(bound)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Mac of(MacUse use) {
        var mac = macs.get(use);
        if (mac == null) {
            throw new IllegalStateException("no keyset for " + use);
        }
        return mac;
    }

    private static <P> P primitive(Keysets keysets, Keysets.Use use, Class<P> type)
            throws GeneralSecurityException {
        return keysets.of(use).getPrimitive(Keysets.tink(), type);
    }

    private static AesGcmParameters dataKeyParameters() {
        try {
            return AesGcmParameters.builder()
                    .setKeySizeBytes(KEY_BYTES)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }
}
