package io.menshen.audit;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Hashes of requests that a writer has kept already. Few distinct requests exist. */
final class KnownRequests {
    private static final int MOST = 10_000;

    // Touched by one batch at a time, on whatever thread.
    private final Set<String> hashes = new HashSet<>();

    synchronized boolean contains(String hash) {
        return hashes.contains(hash);
    }

    synchronized void add(Collection<String> kept) {
        if (hashes.size() + kept.size() > MOST) {
            hashes.clear();
        }
        hashes.addAll(kept);
    }

    synchronized void clear() {
        hashes.clear();
    }
}
