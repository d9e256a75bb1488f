package io.menshen.keys;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing.FieldClass;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;

/**
 * A person's data keys, wrapped by the key of an epoch. The wrapped bytes begin with the suite and
 * the version of the data key, both bound to the wrapping.
 */
final class DataKeys {
    /** AES-256-GCM, for wrapping and for what the data key seals. */
    static final byte SUITE = 1;

    private static final byte FIRST_VERSION = 1;
    private static final int HEAD = 2;
    private static final int KEY_BYTES = 32;
    private static final AesGcmParameters PARAMETERS = parameters();
    private static final Configuration TINK = Keysets.tink();

    private final KeyVersions<Aead> epochs;

    /**
     * Data keys.
     *
     * @param epochs the keys of the epochs that still live, by the epoch's number
     */
    DataKeys(KeyVersions<Aead> epochs) {
        this.epochs = epochs;
    }

    /** The epoch whose key wraps what is new. */
    int epoch() {
        return epochs.present().number();
    }

    /** A new random key, wrapped by the present epoch key. */
    Bytes wrapNew(SubjectId subject, FieldClass type) {
        var key = SecretBytes.randomBytes(KEY_BYTES).toByteArray(InsecureSecretKeyAccess.get());
        return wrap(new byte[] {SUITE, FIRST_VERSION}, key, subject, type);
    }

    private Bytes wrap(byte[] head, byte[] key, SubjectId subject, FieldClass type) {
        try {
            var wrapped = epochs.present().primitive().encrypt(key, bound(head, subject, type));
            var all = ByteBuffer.allocate(HEAD + wrapped.length).put(head).put(wrapped);
            return Bytes.copyOf(all.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused to wrap", e);
        }
    }

    /**
     * The same key, wrapped by the present epoch key.
     *
     * @throws IntegrityException as {@link #unwrap}
     */
    Bytes rewrap(SubjectId subject, FieldClass type, Bytes wrapped, int epoch) {
        var raw = raw(subject, type, wrapped, epoch);
        return wrap(raw.head(), raw.key(), subject, type);
    }

    /**
     * The key that seals and opens.
     *
     * @throws IntegrityException where it is not this person's, not of this class, or its epoch key
     *     is gone
     */
    GcmSubjectKey unwrap(SubjectId subject, FieldClass type, Bytes wrapped, int epoch) {
        var raw = raw(subject, type, wrapped, epoch);
        try {
            return new GcmSubjectKey(aead(raw.key()), raw.head(), type);
        } catch (GeneralSecurityException e) {
            throw new IntegrityException("a wrapped key");
        }
    }

    /** The bytes of a key with its suite and version. */
    private static final class Raw {
        private final byte[] head;
        private final byte[] key;

        Raw(byte[] head, byte[] key) {
            this.head = head;
            this.key = key;
        }

        byte[] head() {
            return head;
        }

        byte[] key() {
            return key;
        }
    }

    private Raw raw(SubjectId subject, FieldClass type, Bytes wrapped, int epoch) {
        var all = wrapped.toArray();
        if (all.length < HEAD || all[0] != SUITE) {
            throw new IntegrityException("a wrapped key");
        }
        var head = Arrays.copyOf(all, HEAD);
        var body = Arrays.copyOfRange(all, HEAD, all.length);
        var key = epochs.number(epoch).orElseThrow(() -> new IntegrityException("a wrapped key"));
        try {
            return new Raw(head, key.decrypt(body, bound(head, subject, type)));
        } catch (GeneralSecurityException e) {
            throw new IntegrityException("a wrapped key");
        }
    }

    /** Makes a Tink key of raw bytes, since Tink itself wraps whole keysets only. */
    @AccessesPartialKey
    private static Aead aead(byte[] raw) throws GeneralSecurityException {
        var key =
                AesGcmKey.builder()
                        .setParameters(PARAMETERS)
                        .setKeyBytes(SecretBytes.copyFrom(raw, InsecureSecretKeyAccess.get()))
                        .build();
        // A fixed id, since a random one costs more than the rest of the building.
        var entry = KeysetHandle.importKey(key).withFixedId(1).makePrimary();
        return KeysetHandle.newBuilder().addEntry(entry).build().getPrimitive(TINK, Aead.class);
    }

    private static byte[] bound(byte[] head, SubjectId subject, FieldClass type) {
        return Framing.join(
                List.of(
                        Framing.bytes("data key"),
                        head,
                        Framing.bytes(subject.value().toString()),
                        Framing.bytes(type.name())));
    }

    private static AesGcmParameters parameters() {
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
