package io.menshen.keys;

import com.google.crypto.tink.Aead;
import io.menshen.kernel.Personal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * AES-256-GCM. The sealed bytes begin with suite and key version; the plain text is padded so that
 * lengths tell little.
 */
final class GcmSubjectKey implements SubjectKey {
    private static final byte SUITE_AES_256_GCM = 1;
    private static final byte KEY_VERSION = 1;
    private static final int HEAD = 2;
    private static final int STEP = 32;

    private final Aead aead;
    private final byte[] type;

    GcmSubjectKey(Aead aead, KeyRing.FieldClass type) {
        this.aead = aead;
        this.type = Framing.bytes(type.name());
    }

    @Override
    public byte[] seal(Place place, Personal<String> value) {
        try {
            var sealed = aead.encrypt(pad(value.open()), bound(place));
            return ByteBuffer.allocate(HEAD + sealed.length)
                    .put(SUITE_AES_256_GCM)
                    .put(KEY_VERSION)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused to seal", e);
        }
    }

    @Override
    public Personal<String> open(Place place, byte[] sealed) {
        if (sealed.length < HEAD || sealed[0] != SUITE_AES_256_GCM || sealed[1] != KEY_VERSION) {
            throw new IntegrityException("a sealed value");
        }
        var body = java.util.Arrays.copyOfRange(sealed, HEAD, sealed.length);
        try {
            return Personal.of(unpad(aead.decrypt(body, bound(place))));
        } catch (GeneralSecurityException e) {
            throw new IntegrityException("a sealed value");
        }
    }

    private byte[] bound(Place place) {
        return Framing.join(
                List.of(
                        new byte[] {SUITE_AES_256_GCM, KEY_VERSION},
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

    private static String unpad(byte[] padded) {
        var buffer = ByteBuffer.wrap(padded);
        var length = buffer.getInt();
        return new String(padded, Integer.BYTES, length, StandardCharsets.UTF_8);
    }
}
