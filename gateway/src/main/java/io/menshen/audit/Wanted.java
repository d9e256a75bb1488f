package io.menshen.audit;

import io.menshen.audit.Finding.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/** The hashes that checkpoints and opening records vouch for, by chain and seq. */
final class Wanted {
    private final Map<UUID, NavigableMap<Long, String>> hashes = new HashMap<>();
    private final List<Finding> findings;

    Wanted(List<Finding> findings) {
        this.findings = findings;
    }

    void add(Head head, String source) {
        var known = of(head.chain()).putIfAbsent(head.seq(), head.hash());
        if (known != null && !known.equals(head.hash())) {
            findings.add(
                    Finding.record(
                            Kind.FORKED,
                            head.chain(),
                            head.seq(),
                            source + " names another hash than an earlier one"));
        }
    }

    NavigableMap<Long, String> of(UUID chain) {
        return hashes.computeIfAbsent(chain, key -> new TreeMap<>());
    }

    boolean contradicts(Head head) {
        var hash = of(head.chain()).get(head.seq());
        return hash != null && !hash.equals(head.hash());
    }
}
