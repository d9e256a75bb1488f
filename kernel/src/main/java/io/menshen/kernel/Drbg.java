package io.menshen.kernel;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Random bits that an event loop may draw: the JDK's default reads a file with every call. */
public final class Drbg {
    private Drbg() {}

    /** A generator (NIST SP 800-90A) that was seeded here; drawing from it reads no device. */
    public static SecureRandom seeded() {
        try {
            var random = SecureRandom.getInstance("DRBG");
            random.nextBytes(new byte[1]);
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has DRBG", e);
        }
    }
}
