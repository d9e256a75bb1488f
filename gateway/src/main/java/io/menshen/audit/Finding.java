package io.menshen.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a verification found wrong.
 *
 * @param kind what was done
 * @param chain the chain, or null where a checkpoint or the export as a whole is meant
 * @param seq the record in the chain; without a chain the checkpoint's number, or the export's line
 *     where {@code kind} is {@code UNREADABLE}, or 0 where no one place is meant
 * @param record the record's number among all records by chain and seq, from 1; 0 where no record
 *     that stands is meant
 * @param detail for a person to read
 */
public record Finding(Kind kind, @Nullable UUID chain, long seq, long record, String detail) {
    /** What may have been done to a log. */
    public enum Kind {
        EDITED,
        DELETED,
        REORDERED,
        CUT,
        RESIGNED,
        FORKED,
        CHAIN_MISSING,
        STALE_EXPORT,
        NOT_ANCHORED,
        UNREADABLE
    }

    static Finding record(Kind kind, UUID chain, long seq, String detail) {
        return new Finding(kind, chain, seq, 0, detail);
    }

    Finding numbered(long number) {
        return new Finding(kind, chain, seq, number, detail);
    }

    static Finding checkpoint(Kind kind, long number, String detail) {
        return new Finding(kind, null, number, 0, detail);
    }

    /** Where it is, for a terminal. */
    public String place() {
        if (chain == null) {
            return seq == 0 ? "the log" : "number " + seq;
        }
        var named = "chain " + chain + " seq " + seq;
        return record == 0 ? named : named + " (record " + record + ")";
    }

    /** A line for a terminal. */
    @Override
    public String toString() {
        return kind.name().replace('_', ' ') + "  " + place() + ": " + detail;
    }
}
