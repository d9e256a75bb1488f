package io.menshen.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The heads of all chains as checkpoints tell them, in the order of the chains' ids as text. */
final class Heads {
    private final SortedMap<String, Head> byChain = new TreeMap<>();

    static Heads of(List<Head> heads) {
        var all = new Heads();
        all.put(heads);
        return all;
    }

    /** Takes over what a checkpoint lists: all, or what changed since the one before. */
    void apply(Checkpoint checkpoint) {
        if (checkpoint.base() == Checkpoint.WHOLE) {
            byChain.clear();
        }
        put(checkpoint.heads());
    }

    private void put(List<Head> heads) {
        heads.forEach(head -> byChain.put(head.chain().toString(), head));
    }

    /** Those that stand otherwise in an earlier state, or not at all. */
    List<Head> since(Heads before) {
        return byChain.values().stream()
                .filter(head -> !head.equals(before.byChain.get(head.chain().toString())))
                .toList();
    }

    /** Whether a chain of the earlier state is no longer there. */
    boolean lost(Heads before) {
        return !byChain.keySet().containsAll(before.byChain.keySet());
    }

    List<Head> all() {
        return new ArrayList<>(byChain.values());
    }

    int size() {
        return byChain.size();
    }

    /** RFC 6962 tree hash over all of them, in hex. */
    String root() {
        return MerkleTree.root(byChain.values().stream().map(Head::leaf).toList());
    }
}
