package io.menshen.audit;

import java.util.Objects;
import java.util.UUID;

/**
 * A record in its chain.
 *
 * @param seq from 1
 * @param previous hash of the one before, in hex
 * @param hash hash of this one, in hex
 */
record Entry(UUID chain, long seq, String previous, String hash, Body body) {
    /** A line that lacks a part is no line of an export. */
    Entry {
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(previous, "previous");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(body, "body");
    }

    static Entry after(Head head, Body body) {
        var seq = head.seq() + 1;
        return new Entry(
                head.chain(), seq, head.hash(), hash(head.chain(), seq, head.hash(), body), body);
    }

    Head head() {
        return new Head(chain, seq, hash);
    }

    /** What the hash should be, given all that stands in the record. */
    String expectedHash() {
        return hash(chain, seq, previous, body);
    }

    private static String hash(UUID chain, long seq, String previous, Body body) {
        var canonical =
                new Canonical("menshen.audit.record.1")
                        .add(chain.toString())
                        .add(seq)
                        .add(previous);
        return body.addTo(canonical).hash();
    }
}
