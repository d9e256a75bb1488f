package io.menshen.audit;

import java.util.Objects;
import java.util.UUID;

/**
 * The last record of a chain at some moment.
 *
 * @param seq 0 where only the opening record stands
 * @param hash 64 hex digits
 */
public record Head(UUID chain, long seq, String hash) {
    /** A line that lacks a part is no line of an export. */
    public Head {
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(hash, "hash");
    }

    byte[] leaf() {
        return new Canonical("menshen.audit.head.1")
                .add(chain.toString())
                .add(seq)
                .add(hash)
                .bytes();
    }
}
