package io.menshen.login;

import io.menshen.kernel.Drbg;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** Random texts that only their holder knows; what is kept of one is its SHA-256. */
final class Secrets {
    private static final int MILLION = 1_000_000;

    private final SecureRandom random = Drbg.seeded();

    /** So many random bytes, in base64url. */
    String drawn(int bytes) {
        var drawn = new byte[bytes];
        random.nextBytes(drawn);
        return encoded(drawn);
    }

    /** Six digits, each text as likely as any other. */
    String digits() {
        return String.format(java.util.Locale.ROOT, "%06d", random.nextInt(MILLION));
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** One spelling only: spare bits at the end make no second text of the same meaning. */
    static Optional<byte[]> decoded(String text, int bytes) {
        try {
            var decoded = Base64.getUrlDecoder().decode(text);
            return decoded.length == bytes && encoded(decoded).equals(text)
                    ? Optional.of(decoded)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** As what a secret is kept. */
    static String kept(byte[] secret) {
        try {
            return encoded(MessageDigest.getInstance("SHA-256").digest(secret));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
