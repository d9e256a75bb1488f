package io.menshen.rights;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.menshen.kernel.Bytes;
import io.menshen.subject.StoreRows;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Binds a receipt to the rows of one person without naming them. The three stores are apart, and
 * backups of store D are in clear: a receipt that named rows would tell whoever has both whose row
 * of D was whose. The salt is random and stays in database and journal.
 */
final class Commitment {
    private static final String KIND = "menshen.rights.person.1";

    private Commitment() {}

    /** SHA-256 in hexadecimal digits. */
    static String of(Bytes salt, UUID subject, StoreRows rows) {
        var ids = Stream.of(subject, rows.identity(), rows.sensitive(), rows.profile());
        var parts =
                Stream.concat(
                        Stream.of(KIND, HexFormat.of().formatHex(salt.toArray())),
                        ids.map(UUID::toString));
        // Each part has one length, and none holds the character between them.
        var text = parts.collect(Collectors.joining("\n"));
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
