package io.menshen.erasure;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.Drbg;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What the journal keeps of an erasure beside its person, so that the proof is the same again where
 * a database is put back and the erasure is done anew.
 *
 * @param proof the random id of the proof
 * @param salt random, to hide in the proof what it is of
 */
record Mark(ErasureReason reason, UUID proof, Bytes salt) {
    private static final int SALT = 32;
    private static final Pattern WORD =
            Pattern.compile("([a-z_]+) ([0-9a-f-]{36}) ([0-9a-f]{" + 2 * SALT + "})");
    private static final SecureRandom RANDOM = Drbg.seeded();

    static Mark fresh(ErasureReason reason) {
        var salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return new Mark(reason, UUID.randomUUID(), Bytes.copyOf(salt));
    }

    /** Reads a word of the journal; one of before there were proofs gets a fresh mark. */
    static Mark of(String word) {
        var parts = WORD.matcher(word);
        if (!parts.matches()) {
            return fresh(ErasureReason.UNSTATED);
        }
        return new Mark(
                ErasureReason.of(parts.group(1)).orElse(ErasureReason.UNSTATED),
                UUID.fromString(parts.group(2)),
                Bytes.copyOf(HexFormat.of().parseHex(parts.group(3))));
    }

    String word() {
        return reason.word() + " " + proof + " " + HexFormat.of().formatHex(salt.toArray());
    }
}
