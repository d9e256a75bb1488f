package io.menshen.audit;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record that opens a chain; it stands at seq 0.
 *
 * @param at microseconds since 1970
 * @param predecessor the head of the chain opened before, or null for the very first
 * @param hash hash of this record, in hex
 */
record Opening(UUID chain, String at, @Nullable Head predecessor, String hash) {
    /** A line that lacks a part is no line of an export. */
    Opening {
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(hash, "hash");
    }

    static Opening of(UUID chain, long micros, @Nullable Head predecessor) {
        var at = Long.toString(micros);
        return new Opening(chain, at, predecessor, hash(chain, at, predecessor));
    }

    Head head() {
        return new Head(chain, 0, hash);
    }

    String expectedHash() {
        return hash(chain, at, predecessor);
    }

    private static String hash(UUID chain, String at, @Nullable Head predecessor) {
        var canonical = new Canonical("menshen.audit.opening.1").add(chain.toString()).add(at);
        if (predecessor == null) {
            return canonical.add(null).hash();
        }
        return canonical
                .add(predecessor.chain().toString())
                .add(predecessor.seq())
                .add(predecessor.hash())
                .hash();
    }
}
