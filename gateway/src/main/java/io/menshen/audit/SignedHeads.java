package io.menshen.audit;

import io.menshen.signing.SigningKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this gateway remembers of the last checkpoint it made, so that the next one lists only
 * changes. Checkpoints of other gateways since then are taken over; where they do not follow from
 * what is remembered, or a chain is gone, the next one is whole.
 */
final class SignedHeads {
    private final SigningKey key;
    private @Nullable Checkpoint last;
    private Heads heads = new Heads();

    SignedHeads(SigningKey key) {
        this.key = key;
    }

    /** The number above which this gateway has not seen the checkpoints yet. */
    synchronized long seen() {
        return last == null ? 0 : last.number();
    }

    /**
     * Signs the next checkpoint.
     *
     * @param newest the newest checkpoint, null before the first
     * @param since the checkpoints above {@link #seen}
     * @param now the heads of all chains
     */
    synchronized Checkpoint next(
            long micros, @Nullable Checkpoint newest, List<Checkpoint> since, List<Head> now) {
        var all = Heads.of(now);
        Checkpoint made;
        if (newest == null) {
            made = Checkpoint.sign(1, micros, Checkpoint.NONE, now, key);
        } else if (caughtUp(newest, since) && !all.lost(heads)) {
            made = newest.next(micros, heads, all, key);
        } else {
            made = Checkpoint.sign(newest.number() + 1, micros, newest.hash(), now, key);
        }
        last = made;
        heads = all;
        return made;
    }

    private boolean caughtUp(Checkpoint newest, List<Checkpoint> since) {
        var known = last;
        if (known == null) {
            return false;
        }
        for (var checkpoint : since) {
            if (!checkpoint.previous().equals(known.hash())) {
                return false;
            }
            heads.apply(checkpoint);
            known = checkpoint;
        }
        return known.hash().equals(newest.hash());
    }
}
