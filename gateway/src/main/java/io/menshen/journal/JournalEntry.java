package io.menshen.journal;

import io.menshen.kernel.Bytes;
import java.time.Instant;
import java.util.UUID;

/**
 * One revocation. It holds no value of a person.
 *
 * @param kind what was taken away
 * @param at when it takes effect
 * @param subject whose
 * @param word the purpose and channel of a withdrawal, reason and mark of an erasure; else empty
 */
public record JournalEntry(Kind kind, Instant at, UUID subject, String word) {
    /** What was taken away. */
    public enum Kind {
        WITHDRAWAL,
        HOLD,
        CLOSURE,
        ERASURE,
        /** A hold was lifted: what it took away is given back. */
        LIFT
    }

    /**
     * An entry and where it stands.
     *
     * @param position the number of bytes before it in the journal
     * @param mac vouches for it and for all that stands before it
     */
    public record Placed(long position, Bytes mac, JournalEntry entry) {}
}
