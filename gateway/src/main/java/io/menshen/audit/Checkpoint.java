package io.menshen.audit;

import io.menshen.signing.SigningKey;
import io.menshen.signing.VerifyingKey;
import java.util.List;
import java.util.Objects;

/**
 * The heads of all chains at one moment, signed. So that many starts over the years cost little, it
 * lists only what changed since the checkpoint before, unless it is whole; its root is over all.
 *
 * @param number from 1, without gaps
 * @param at microseconds since 1970
 * @param previous hash of the checkpoint before, in hex; 64 zeros for the first
 * @param base number of the checkpoint before, to whose heads these are changes; 0 where all are
 *     listed
 * @param chains how many chains there are
 * @param heads in the order of their chains' ids as text
 * @param root RFC 6962 tree hash over the heads of all chains, in hex
 * @param keyId suite and id of the signing key
 * @param signature Ed25519, in hex
 */
public record Checkpoint(
        long number,
        String at,
        String previous,
        long base,
        long chains,
        List<Head> heads,
        String root,
        String keyId,
        String signature) {
    static final String NONE = "0".repeat(64);
    static final long WHOLE = 0;

    /** Keeps a copy; a line that lacks a part is no line of an export. */
    public Checkpoint {
        heads = List.copyOf(heads);
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(previous, "previous");
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(signature, "signature");
    }

    /** A checkpoint that lists all heads. */
    static Checkpoint sign(
            long number, long micros, String previous, List<Head> heads, SigningKey key) {
        var all = Heads.of(heads);
        var at = Long.toString(micros);
        return new Unsigned(number, at, previous, WHOLE, all.size(), all.root())
                .sign(all.all(), key);
    }

    /** The checkpoint after this one, which lists what changed. */
    Checkpoint next(long micros, Heads before, Heads now, SigningKey key) {
        var at = Long.toString(micros);
        return new Unsigned(number + 1, at, hash(), number, now.size(), now.root())
                .sign(now.since(before), key);
    }

    private record Unsigned(
            long number, String at, String previous, long base, long chains, String root) {
        Checkpoint sign(List<Head> heads, SigningKey key) {
            var id = key.verifying().id();
            var signature = key.sign(canonical(id).bytes());
            return new Checkpoint(number, at, previous, base, chains, heads, root, id, signature);
        }

        Canonical canonical(String keyId) {
            return new Canonical("menshen.audit.checkpoint.1")
                    .add(number)
                    .add(at)
                    .add(previous)
                    .add(base)
                    .add(chains)
                    .add(root)
                    .add(keyId);
        }
    }

    boolean signedBy(VerifyingKey key) {
        return key.id().equals(keyId) && key.verifies(canonical().bytes(), signature);
    }

    /** Whether number of chains and root are of these heads. */
    boolean holds(Heads all) {
        return chains == all.size() && root.equals(all.root());
    }

    /** What the next checkpoint names as its previous. */
    String hash() {
        return canonical().hash();
    }

    private Canonical canonical() {
        return new Unsigned(number, at, previous, base, chains, root).canonical(keyId);
    }
}
