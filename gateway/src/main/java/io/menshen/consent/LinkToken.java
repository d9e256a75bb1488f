package io.menshen.consent;

import io.menshen.consent.Links.Link;
import io.menshen.kernel.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The token of a link: 128 random bits, 22 characters of base64url. It prints nothing. */
final class LinkToken {
    private static final int BYTES = 16;
    private static final int TEXT = 22;
    private static final String HMAC = "HmacSHA256";

    private final Bytes bits;

    private LinkToken(byte[] bits) {
        this.bits = Bytes.copyOf(bits);
    }

    static LinkToken drawn(SecureRandom random) {
        var bits = new byte[BYTES];
        random.nextBytes(bits);
        return new LinkToken(bits);
    }

    /** One spelling only: spare bits at the end make no second token of the same meaning. */
    static Optional<LinkToken> of(String text) {
        if (text.length() != TEXT) {
            return Optional.empty();
        }
        try {
            var token = new LinkToken(Base64.getUrlDecoder().decode(text));
            return token.text().equals(text) ? Optional.of(token) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits.toArray());
    }

    /** By which the row is found: SHA-256. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bits.toArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Vouches for the row; no part holds a line break, so that each text is of one link. */
    byte[] mac(Link link) {
        var text =
                String.join(
                        "\n",
                        "menshen.link.1",
                        link.subject().value().toString(),
                        String.join(" ", link.purposes()),
                        link.expires().toString());
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(bits.toArray(), HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
