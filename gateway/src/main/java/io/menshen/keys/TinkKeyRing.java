package io.menshen.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.Mac;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@link KeyRing} on Tink. Of a keyset with several keys the present one makes what is new; tokens
 * and MACs of the older ones still hold, by the key number that Tink writes before them.
 */
final class TinkKeyRing implements KeyRing {
    /** HMAC-SHA-256, of 32 bytes. */
    private static final byte SUITE_HMAC_SHA_256 = 1;

    private final DataKeys dataKeys;
    private final KeyVersions<Mac> index;
    private final DeterministicAead token;
    private final Map<MacUse, Mac> macs = new EnumMap<>(MacUse.class);

    TinkKeyRing(Keysets keysets) throws GeneralSecurityException {
        dataKeys = new DataKeys(KeyVersions.of(keysets.of(KeyUse.EPOCH), Aead.class));
        index = KeyVersions.of(keysets.of(KeyUse.INDEX), Mac.class);
        token = primitive(keysets, KeyUse.TOKEN, DeterministicAead.class);
        macs.put(MacUse.RECORD, primitive(keysets, KeyUse.RECORD_MAC, Mac.class));
        macs.put(MacUse.PROFILE, primitive(keysets, KeyUse.PROFILE_MAC, Mac.class));
        macs.put(MacUse.IDEMPOTENCY, primitive(keysets, KeyUse.IDEMPOTENCY_MAC, Mac.class));
        macs.put(MacUse.JOURNAL, primitive(keysets, KeyUse.JOURNAL_MAC, Mac.class));
        macs.put(MacUse.LOGIN, primitive(keysets, KeyUse.LOGIN_MAC, Mac.class));
    }

    @Override
    public WrappedKeys newKeys(SubjectId subject) {
        return new WrappedKeys(
                dataKeys.wrapNew(subject, FieldClass.SERVICE),
                dataKeys.wrapNew(subject, FieldClass.STATUTORY),
                dataKeys.epoch());
    }

    @Override
    public SubjectKey unwrap(SubjectId subject, FieldClass type, WrappedKeys keys) {
        var wrapped =
                switch (type) {
                    case SERVICE -> keys.service();
                    case STATUTORY -> keys.statutory();
                };
        if (wrapped == null) {
            throw new IntegrityException("a person's service key");
        }
        return dataKeys.unwrap(subject, type, wrapped, keys.epoch());
    }

    @Override
    public WrappedKeys rewrap(SubjectId subject, WrappedKeys keys) {
        var service = keys.service();
        return new WrappedKeys(
                service == null
                        ? null
                        : dataKeys.rewrap(subject, FieldClass.SERVICE, service, keys.epoch()),
                dataKeys.rewrap(subject, FieldClass.STATUTORY, keys.statutory(), keys.epoch()),
                dataKeys.epoch());
    }

    @Override
    public BlindIndex index(String field, Personal<String> normalised) {
        return entry(index.present(), indexed(field, normalised));
    }

    @Override
    public List<BlindIndex> indexes(String field, Personal<String> normalised) {
        var parts = indexed(field, normalised);
        return index.versions().stream().map(version -> entry(version, parts)).toList();
    }

    /**
     * The field separates the domains: as independent as a key for each field, and a new field
     * needs no new key.
     */
    private static byte[] indexed(String field, Personal<String> normalised) {
        return Framing.join(List.of(Framing.bytes(field), Framing.bytes(normalised.open())));
    }

    private static BlindIndex entry(KeyVersions.Version<Mac> version, byte[] parts) {
        var mac = named(compute(version.primitive(), parts));
        return new BlindIndex(version.number(), Bytes.copyOf(mac));
    }

    @Override
    public byte[] mac(MacUse use, List<byte[]> parts) {
        return named(compute(of(use), Framing.join(parts)));
    }

    private static byte[] compute(Mac mac, byte[] parts) {
        try {
            return mac.computeMac(parts);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC refused", e);
        }
    }

    private static byte[] named(byte[] mac) {
        return ByteBuffer.allocate(1 + mac.length).put(SUITE_HMAC_SHA_256).put(mac).array();
    }

    @Override
    public boolean verifies(MacUse use, byte[] mac, List<byte[]> parts) {
        if (mac.length == 0 || mac[0] != SUITE_HMAC_SHA_256) {
            return false;
        }
        try {
            of(use).verifyMac(Arrays.copyOfRange(mac, 1, mac.length), Framing.join(parts));
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

    private static <P> P primitive(Keysets keysets, KeyUse use, Class<P> type)
            throws GeneralSecurityException {
        return keysets.of(use).getPrimitive(Keysets.tink(), type);
    }
}
