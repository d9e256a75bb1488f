package io.menshen.tokens;

import io.menshen.catalog.Code;
import io.menshen.keys.KeyRing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a QR code at a place says: {@code mc1.ID.SIGNATURE}. The signature is by the keyset of
 * tokens over all that a person relies on, so that a code put in another's place, or printed before
 * its entry was changed, does not count.
 */
public final class PlaceCodes {
    private static final Pattern FORM =
            Pattern.compile("mc1\\.([a-z0-9-]{1,64})\\.([A-Za-z0-9_-]{1,128})");
    private static final byte[] SIGNED = {1};
    private static final String KIND = "place code";

    private final KeyRing keys;

    /** Codes under the keyset of that ring. */
    public PlaceCodes(KeyRing keys) {
        this.keys = keys;
    }

    /** The text of that code: up to 120 characters of ASCII. */
    public String text(String id, Code code) {
        var signature = keys.encryptToken(SIGNED, bound(id, code));
        return "mc1."
                + id
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    /** Which code a text claims to be; empty where it is no text of a code. */
    public static Optional<String> id(String text) {
        var found = FORM.matcher(text);
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** Whether the text was printed of that code as it is registered now. */
    public boolean verifies(String text, String id, Code code) {
        var found = FORM.matcher(text);
        return found.matches()
                && found.group(1).equals(id)
                && keys.decryptToken(bytes(found.group(2)), bound(id, code)).isPresent();
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static List<byte[]> bound(String id, Code code) {
        return List.of(
                utf8(KIND),
                utf8(id),
                utf8(code.channel()),
                utf8(code.place().name().toLowerCase(Locale.ROOT)),
                utf8(code.purpose()),
                utf8(Integer.toString(code.noticeVersion())));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
