package io.menshen.rights;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.menshen.subject.StoreRows;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Binds a receipt to the rows of one person without naming them. The three stores are apart, and
 * backups of store D are in clear: a receipt that named rows would tell whoever has both whose row
 * of D was whose. The salt is random and stays in the database.
 */
final class Commitment {
    private static final String KIND = "menshen.rights.person.1";

    private Commitment() {}

    /** SHA-256 in hexadecimal digits. */
    static String of(byte[] salt, UUID subject, StoreRows rows, List<String> owners) {
        var ids = Stream.of(subject, rows.identity(), rows.sensitive(), rows.profile());
        var parts = Stream.concat(ids.map(UUID::toString), owners.stream()).toList();
        var digest = sha256();
        digest.update((KIND + "\n" + HexFormat.of().formatHex(salt) + "\n").getBytes(UTF_8));
        // None of the parts holds the character between them.
        digest.update(String.join("\n", parts).getBytes(UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
