package io.menshen.upkeep;

import io.menshen.journal.Journal.Part;
import io.menshen.journal.JournalAlteredException;
import io.menshen.journal.JournalEntry.Placed;
import io.menshen.kernel.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What this process has seen of journal and database. A database that was put back is one as it was
 * at some time: so it lacks the last that it was seen to hold, and that little is asked for.
 * Touched by the one look under way only.
 */
final class Seen {
    /** More than transactions can overtake each other between their order and their commit. */
    private static final int WITNESSES = 1_024;

    private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
    private final LinkedHashMap<Long, Bytes> witnesses = new LinkedHashMap<>();

    /** An entry that the database was not seen to hold, and since when on this process's clock. */
    private record Waiting(Placed placed, long since) {}

    /** Entries of the journal that were not seen before. */
    void entered(List<Placed> entries, long now) {
        entries.forEach(placed -> waiting.putIfAbsent(placed.position(), new Waiting(placed, now)));
    }

    /** Where the first entry stands that the database was not seen to hold, or that place. */
    long firstWaiting(long orElse) {
        return waiting.isEmpty() ? orElse : waiting.firstKey();
    }

    /** The last entries that the database was seen to hold. */
    List<Long> witnesses() {
        return List.copyOf(witnesses.keySet());
    }

    /** Whether these are still held. */
    boolean bearOut(Map<Long, Bytes> held) {
        return held.entrySet().containsAll(witnesses.entrySet());
    }

    /**
     * Takes what the database holds.
     *
     * @return the positions of entries that it was not seen to hold before
     * @throws JournalAlteredException where it holds another entry at that place
     */
    List<Long> held(Map<Long, Bytes> macs) {
        var found = new ArrayList<Long>();
        macs.forEach((position, mac) -> {
            var entry = waiting.get(position);
            if (entry != null) {
                requireSame(entry.placed().mac(), mac);
                came(entry.placed());
                found.add(position);
            }
        });
        return found;
    }

    /** That entry is in the database now. */
    void came(Placed placed) {
        waiting.remove(placed.position());
        witnesses.put(placed.position(), placed.mac());
        if (witnesses.size() > WITNESSES) {
            witnesses.remove(witnesses.firstEntry().getKey());
        }
    }

    /** The entries that wait since that time or before, or must not wait, in order. */
    List<Placed> due(long before, Predicate<Long> mustNot) {
        return waiting.values().stream()
                .filter(one -> one.since() - before <= 0 || mustNot.test(one.placed().position()))
                .map(Waiting::placed)
                .toList();
    }

    /** Forgets all; the whole journal is read next. */
    void forget() {
        waiting.clear();
        witnesses.clear();
    }

    /**
     * Refuses a journal that lacks what the database holds the effect of.
     *
     * @throws JournalAlteredException which says so
     */
    static void requireAll(Part journal, Map<Long, Bytes> held) {
        var macs = new HashMap<Long, Bytes>();
        journal.entries().forEach(placed -> macs.put(placed.position(), placed.mac()));
        held.forEach((position, mac) -> requireSame(macs.get(position), mac));
    }

    private static void requireSame(@Nullable Bytes journal, Bytes database) {
        if (!Objects.equals(journal, database)) {
            throw new JournalAlteredException(
                    "the journal lacks entries whose effect the database holds: it was cut or put"
                            + " back; bring back the whole journal and start the gateways anew");
        }
    }
}
