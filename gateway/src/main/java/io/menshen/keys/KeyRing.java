package io.menshen.keys;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All cryptography of the gateway, one keyset a use (design, section 5). Every call is pure
 * computation of microseconds and may run on an event loop.
 */
public interface KeyRing {
    /** Two new random data keys for a person, wrapped by the present epoch key. */
    WrappedKeys newKeys(SubjectId subject);

    /**
     * A person's data key of one class, ready to seal and open.
     *
     * @throws IntegrityException where the wrapped key is not this person's, not of this class, was
     *     destroyed, or its epoch key is gone
     */
    SubjectKey unwrap(SubjectId subject, FieldClass type, WrappedKeys keys);

    /**
     * A person's data keys, wrapped anew by the present epoch key; the data keys stay, and with
     * them what they sealed.
     *
     * @throws IntegrityException as {@link #unwrap}
     */
    WrappedKeys rewrap(SubjectId subject, WrappedKeys keys);

    /**
     * The blind index entry of a value: HMAC-SHA-256 under the index keyset, separated by field, so
     * that equal values of two fields have nothing in common.
     *
     * @param normalised the value as the field's type normalises it
     */
    BlindIndex index(String field, Personal<String> normalised);

    /**
     * The entries of a value under every live key version, the present one first: look-ups try all
     * of them.
     */
    List<BlindIndex> indexes(String field, Personal<String> normalised);

    /**
     * A MAC over the parts, each length-prefixed, under the keyset of that use: 38 bytes, that
     * begin with suite and key number.
     */
    byte[] mac(MacUse use, List<byte[]> parts);

    /** Whether the MAC is of these parts and this use; a foreign or altered one is false. */
    boolean verifies(MacUse use, byte[] mac, List<byte[]> parts);

    /** Deterministic encryption (AES-SIV) for tokens; the same input gives the same bytes. */
    byte[] encryptToken(byte[] plain, List<byte[]> bound);

    /**
     * The plain bytes of a token, or empty where it was altered, cut or bound to something else.
     */
    Optional<byte[]> decryptToken(byte[] token, List<byte[]> bound);

    /** What a MAC vouches for; each use has a keyset of its own. */
    enum MacUse {
        /** Rows of {@code subject} and {@code cases}. */
        RECORD,
        /** Rows of store D. */
        PROFILE,
        /** Fingerprints of idempotent writes. */
        IDEMPOTENCY,
        /** Lines of the revocation journal. */
        JOURNAL,
        /** Codes that people were sent, and the forms of their pages. */
        LOGIN
    }

    /** The class of a field: which of a person's two keys seals it. */
    enum FieldClass {
        SERVICE,
        STATUTORY
    }

    /**
     * A person's data keys as they are stored; each begins with its suite and version.
     *
     * @param service wrapped key of the class {@code SERVICE}; null once it is destroyed
     * @param statutory wrapped key of the class {@code STATUTORY}
     * @param epoch number of the epoch whose key wraps them, 1 or more
     */
    record WrappedKeys(@Nullable Bytes service, Bytes statutory, int epoch) {}

    /**
     * An entry of the blind index.
     *
     * @param keyVersion number of the key in the index keyset, 1 or more
     * @param mac 33 bytes: the suite, and HMAC-SHA-256
     */
    record BlindIndex(int keyVersion, Bytes mac) {}
}
