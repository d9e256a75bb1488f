package io.menshen.audit;

import java.util.HexFormat;
import java.util.List;

/** The tree hash of RFC 6962 §2.1 with SHA-256. */
final class MerkleTree {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleTree() {}

    /** The root over these leaves, in hex. */
    static String root(List<byte[]> leaves) {
        return HexFormat.of().formatHex(hash(leaves));
    }

    private static byte[] hash(List<byte[]> leaves) {
        var digest = Canonical.sha256();
        if (leaves.isEmpty()) {
            return digest.digest();
        }
        if (leaves.size() == 1) {
            digest.update(LEAF);
            return digest.digest(leaves.getFirst());
        }
        var split = Integer.highestOneBit(leaves.size() - 1);
        digest.update(NODE);
        digest.update(hash(leaves.subList(0, split)));
        return digest.digest(hash(leaves.subList(split, leaves.size())));
    }
}
