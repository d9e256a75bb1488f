package io.menshen.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a verification found wrong.
 *
 * @param kind what was done
 * @param chain the chain, or null where a checkpoint or the export as a whole is meant
 * @param seq the record in the chain; without a chain the checkpoint's number, or the export's line
 *     where {@code kind} is {@code UNREADABLE}
 * @param detail for a person to read
 */
public record Finding(Kind kind, @Nullable UUID chain, long seq, String detail) {
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
        return new Finding(kind, chain, seq, detail);
    }

    static Finding checkpoint(Kind kind, long number, String detail) {
        return new Finding(kind, null, number, detail);
    }

    /** A line for a terminal. */
    @Override
    public String toString() {
        var place = chain == null ? "number " + seq : "chain " + chain + " seq " + seq;
        return kind.name().replace('_', ' ') + "  " + place + ": " + detail;
    }
}
