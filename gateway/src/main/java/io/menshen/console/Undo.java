package io.menshen.console;

import io.menshen.keys.KeyRing;
import io.menshen.subject.ConsentState.Act;
import io.menshen.subject.ConsentState.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a page needs to take a withdrawal back, sealed so that nobody can make up a consent.
 *
 * @param purpose whose consent counts
 * @param withdrawn when it was withdrawn
 * @param before what had been agreed to
 */
record Undo(String purpose, Instant withdrawn, Entry before) {
    private static final int PARTS = 5;

    /** A segment of an address, good for that link alone. */
    String sealed(KeyRing keys, String link) {
        var text =
                String.join(
                        " ",
                        purpose,
                        Long.toString(withdrawn.toEpochMilli()),
                        Integer.toString(before.notice()),
                        before.channel(),
                        String.join(",", before.separate()));
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(keys.encryptToken(bytes, bound(link)));
    }

    /** Reads {@link #sealed}; empty for any other text, and with any other link. */
    static Optional<Undo> open(KeyRing keys, String link, String sealed) {
        try {
            return keys.decryptToken(Base64.getUrlDecoder().decode(sealed), bound(link))
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split(" ", -1))
                    .filter(parts -> parts.length == PARTS)
                    .map(Undo::read);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Undo read(String... parts) {
        var withdrawn = Instant.ofEpochMilli(Long.parseLong(parts[1]));
        var separate = new TreeSet<String>();
        Arrays.stream(parts[4].split(",", -1)).filter(k -> !k.isEmpty()).forEach(separate::add);
        var before =
                new Entry(Act.GRANTED, Integer.parseInt(parts[2]), withdrawn, parts[3], separate);
        return new Undo(parts[0], withdrawn, before);
    }

    private static List<byte[]> bound(String link) {
        return List.of(
                "undo 1".getBytes(StandardCharsets.UTF_8), link.getBytes(StandardCharsets.UTF_8));
    }
}
