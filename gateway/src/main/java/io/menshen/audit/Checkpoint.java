package io.menshen.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The heads of all chains at one moment, signed.
 *
 * @param number from 1, without gaps
 * @param at microseconds since 1970
 * @param previous hash of the checkpoint before, in hex; 64 zeros for the first
 * @param heads in the order of their chains' ids as text
 * @param root RFC 6962 tree hash over the heads, in hex
 * @param keyId id of the signing key
 * @param signature Ed25519, in hex
 */
record Checkpoint(
        long number,
        String at,
        String previous,
        List<Head> heads,
        String root,
        String keyId,
        String signature) {
    static final String NONE = "0".repeat(64);

    Checkpoint {
        heads = List.copyOf(heads);
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(previous, "previous");
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(signature, "signature");
    }

    static Checkpoint sign(
            long number, long micros, String previous, List<Head> heads, SigningKey key) {
        var sorted =
                heads.stream().sorted(Comparator.comparing(h -> h.chain().toString())).toList();
        var unsigned =
                new Checkpoint(
                        number,
                        Long.toString(micros),
                        previous,
                        sorted,
                        root(sorted),
                        key.verifying().id(),
                        "");
        return unsigned.with(key.sign(unsigned.toBeSigned()));
    }

    boolean signedBy(VerifyingKey key) {
        return key.id().equals(keyId) && key.verifies(toBeSigned(), signature);
    }

    boolean rootHolds() {
        return root.equals(root(heads));
    }

    /** What the next checkpoint names as its previous. */
    String hash() {
        return canonical().hash();
    }

    private byte[] toBeSigned() {
        return canonical().bytes();
    }

    private Canonical canonical() {
        return new Canonical("menshen.audit.checkpoint.1")
                .add(number)
                .add(at)
                .add(previous)
                .add(heads.size())
                .add(root)
                .add(keyId);
    }

    private Checkpoint with(String signed) {
        return new Checkpoint(number, at, previous, heads, root, keyId, signed);
    }

    private static String root(List<Head> heads) {
        return MerkleTree.root(heads.stream().map(Head::leaf).toList());
    }
}
