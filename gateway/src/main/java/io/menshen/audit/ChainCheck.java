package io.menshen.audit;

import io.menshen.audit.Finding.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Walks one chain from its opening record. Of a row of faults that follow from one another only the
 * first is told.
 */
final class ChainCheck {
    private final UUID chain;
    private final long before;
    private final NavigableMap<Long, String> vouched;
    private final List<Finding> findings;
    private final Set<String> seen = new HashSet<>();
    private @Nullable Broken broken;
    private @Nullable String last;
    private long seq;
    private long stood;
    private boolean sound = true;

    /** A link that fits no record before it; a later record may tell where it belongs. */
    private record Broken(long seq, long stood, String previous, boolean whole) {}

    /**
     * A walk.
     *
     * @param before how many records of other chains stand before this one's
     */
    ChainCheck(
            UUID chain,
            long before,
            @Nullable Opening opening,
            Wanted wanted,
            List<Finding> findings) {
        this.chain = chain;
        this.before = before;
        this.vouched = wanted.of(chain);
        this.findings = findings;
        if (opening == null) {
            add(Kind.CHAIN_MISSING, 0, "the opening record is missing");
            return;
        }
        last = opening.hash();
        if (!opening.expectedHash().equals(opening.hash())) {
            add(Kind.EDITED, 0, "the opening record does not give its hash");
        }
        vouch(0, opening.hash());
    }

    void accept(Entry entry) {
        stood++;
        if (entry.seq() <= seq) {
            var kind = entry.seq() == seq ? Kind.FORKED : Kind.REORDERED;
            add(kind, entry.seq(), stood, "the record stands after seq " + seq);
            return;
        }
        if (entry.seq() > seq + 1) {
            add(Kind.DELETED, seq + 1, "missing up to seq " + (entry.seq() - 1));
            last = null;
        }
        link(entry);
        vouch(entry.seq(), entry.hash());
        seq = entry.seq();
    }

    private void link(Entry entry) {
        var whole = entry.expectedHash().equals(entry.hash());
        var linked = last == null || last.equals(entry.previous());
        if (broken != null && broken.previous.equals(entry.hash())) {
            var detail = "the record belongs after seq " + entry.seq();
            add(Kind.REORDERED, broken.seq, broken.stood, detail);
            broken = null;
        } else if (linked && !whole) {
            add(Kind.EDITED, entry.seq(), stood, "the record does not give its hash");
        } else if (!linked && seen.contains(entry.previous())) {
            add(Kind.REORDERED, entry.seq(), stood, "the record belongs further up");
        } else if (!linked && broken == null) {
            broken = new Broken(entry.seq(), stood, entry.previous(), whole);
        }
        seen.add(entry.hash());
        // After a broken record its own hash says nothing about the next one's link.
        last = linked && whole ? entry.hash() : null;
    }

    private void vouch(long at, String hash) {
        var expected = vouched.get(at);
        if (sound && broken == null && expected != null && !expected.equals(hash)) {
            var detail = "a signed checkpoint or a later chain names another hash";
            add(Kind.FORKED, at, at == 0 ? 0 : stood, detail);
        }
    }

    void finish() {
        if (broken != null) {
            var back = broken.whole ? 1 : 0;
            var detail = "the next record was linked to another one";
            add(Kind.EDITED, broken.seq - back, Math.max(0, broken.stood - back), detail);
        }
        if (!vouched.isEmpty() && vouched.lastKey() > seq) {
            add(Kind.CUT, seq + 1, "missing up to seq " + vouched.lastKey());
        }
    }

    private void add(Kind kind, long at, String detail) {
        add(kind, at, 0, detail);
    }

    /** Tells of the record that stood so far down in this chain; 0 where it does not stand. */
    private void add(Kind kind, long at, long place, String detail) {
        sound = false;
        var number = place == 0 ? 0 : before + place;
        findings.add(Finding.record(kind, chain, at, detail).numbered(number));
    }
}
