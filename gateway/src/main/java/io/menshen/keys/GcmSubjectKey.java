package io.menshen.keys;

import com.google.crypto.tink.Aead;
import io.menshen.kernel.Personal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;

/**
 * AES-256-GCM. The sealed bytes begin with suite and key version; the plain text is padded so that
 * lengths tell little.
 */
final class GcmSubjectKey implements SubjectKey {
    private static final int STEP = 32;

    private final Aead aead;
    private final byte[] head;
    private final byte[] type;

    /**
     * A key.
     *
     * @param head its suite and version; what it seals begins with them
     */
    GcmSubjectKey(Aead aead, byte[] head, KeyRing.FieldClass type) {
        this.aead = aead;
        this.head = head.clone();
        this.type = Framing.bytes(type.name());
    }

    @Override
    public byte[] seal(Place place, Personal<String> value) {
        try {
            var sealed = aead.encrypt(pad(value.open()), bound(place));
            return ByteBuffer.allocate(head.length + sealed.length).put(head).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused to seal", e);
        }
    }

    @Override
    public Personal<String> open(Place place, byte[] sealed) {
        if (sealed.length < head.length
                || !Arrays.equals(head, 0, head.length, sealed, 0, head.length)) {
            throw new IntegrityException("a sealed value");
        }
        var body = Arrays.copyOfRange(sealed, head.length, sealed.length);
        try {
            return Personal.of(unpad(aead.decrypt(body, bound(place))));
        } catch (GeneralSecurityException e) {
            throw new IntegrityException("a sealed value");
        }
    }

    private byte[] bound(Place place) {
        return Framing.join(
                List.of(
                        head,
                        type,
                        Framing.bytes(place.store()),
                        Framing.bytes(place.row()),
                        Framing.bytes(place.field()),
                        Framing.bytes(Integer.toString(place.ordinal())),
                        Framing.bytes(place.purpose()),
                        Framing.bytes(place.channel()),
                        Framing.bytes(place.expires().toString())));
    }

    private static byte[] pad(String value) {
        var text = Framing.bytes(value);
        var steps = (Integer.BYTES + text.length + STEP - 1) / STEP;
        return ByteBuffer.allocate(steps * STEP).putInt(text.length).put(text).array();
    }

    private static String unpad(byte[] padded) throws GeneralSecurityException {
        var length = padded.length < STEP ? -1 : ByteBuffer.wrap(padded).getInt();
        if (length < 0 || length > padded.length - Integer.BYTES) {
            throw new GeneralSecurityException("not padded as sealed values are");
        }
        return new String(padded, Integer.BYTES, length, StandardCharsets.UTF_8);
    }
}
