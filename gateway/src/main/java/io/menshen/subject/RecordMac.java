package io.menshen.subject;

import io.menshen.kernel.Age;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Guardian;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.MacUse;
import io.menshen.keys.KeyRing.WrappedKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** MACs over all columns of a row of {@code subject}: what another hand wrote does not count. */
final class RecordMac {
    private static final byte[] NULL = {0};
    private static final byte[] NOTHING = new byte[38];

    /** As long as what most people have said: nobody's costs as much to check and to read. */
    private static final String SAID =
            ("p".repeat(15) + " GRANTED 1 1700000000000 " + "c".repeat(8) + " \n").repeat(2)
                    + "q".repeat(15)
                    + " GRANTED 1 1700000000000 "
                    + "c".repeat(8)
                    + " address";

    private static final WrappedKeys NO_KEYS =
            new WrappedKeys(Bytes.copyOf(new byte[67]), Bytes.copyOf(new byte[67]), 0);

    private final KeyRing keys;

    RecordMac(KeyRing keys) {
        this.keys = keys;
    }

    byte[] of(Subject subject) {
        return keys.mac(MacUse.RECORD, parts(subject, subject.consents().version()));
    }

    byte[] of(UUID subject, ConsentState state) {
        return keys.mac(MacUse.RECORD, parts(subject, state.version(), state.text()));
    }

    /**
     * Whether the key record is as it was written; the version of consent that it repeats is part
     * of it.
     */
    boolean verifies(Subject subject, long consentVersion, byte[] mac) {
        return keys.verifies(MacUse.RECORD, mac, parts(subject, consentVersion));
    }

    boolean verifies(UUID subject, long version, String entries, byte[] mac) {
        return keys.verifies(MacUse.RECORD, mac, parts(subject, version, entries));
    }

    /**
     * What a person costs, of nobody: for answers that must not tell them apart.
     *
     * @return somebody made up, whom nothing vouches for
     */
    Subject checkNobody(SubjectId id) {
        var rows = new StoreRows(id.value(), id.value(), id.value());
        var nobody =
                new Subject(
                        id,
                        rows,
                        id.value(),
                        NO_KEYS,
                        Lifecycle.ACTIVE,
                        Age.UNKNOWN,
                        null,
                        Guardian.NONE,
                        Collections.emptySortedSet(),
                        0,
                        ConsentState.NONE);
        keys.verifies(MacUse.RECORD, NOTHING, parts(nobody, 1));
        keys.verifies(MacUse.RECORD, NOTHING, parts(id.value(), 1, SAID));
        return nobody.consenting(ConsentState.parse(1, SAID));
    }

    /** The check of a consent row, where there is none. */
    void checkNoConsent(UUID subject) {
        keys.verifies(MacUse.RECORD, NOTHING, parts(subject, 0, ""));
    }

    private static List<byte[]> parts(UUID subject, long version, String entries) {
        return List.of(text("consent"), uuid(subject), number(version), text(entries));
    }

    private static List<byte[]> parts(Subject subject, long consentVersion) {
        var parts = new ArrayList<byte[]>();
        parts.add(text("key record"));
        parts.add(uuid(subject.id().value()));
        parts.add(uuid(subject.rows().identity()));
        parts.add(uuid(subject.rows().sensitive()));
        parts.add(uuid(subject.rows().profile()));
        parts.add(uuid(subject.auditId()));
        var wrapped = subject.keys();
        parts.add(bytes(wrapped == null ? null : wrapped.service()));
        parts.add(bytes(wrapped == null ? null : wrapped.statutory()));
        parts.add(number(wrapped == null ? 0 : wrapped.epoch()));
        parts.add(text(subject.lifecycle().word()));
        parts.add(text(subject.age().word()));
        var review = subject.ageReview();
        parts.add(review == null ? NULL : text(review.toString()));
        parts.add(text(subject.guardian().word()));
        parts.add(text(String.join(",", subject.restrictions())));
        parts.add(number(subject.version()));
        parts.add(number(consentVersion));
        return parts;
    }

    private static byte[] bytes(@Nullable Bytes bytes) {
        return bytes == null ? NULL : bytes.toArray();
    }

    private static byte[] uuid(@Nullable UUID id) {
        return id == null
                ? NULL
                : ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array();
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
