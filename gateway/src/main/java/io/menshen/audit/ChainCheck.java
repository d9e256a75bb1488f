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
    private final NavigableMap<Long, String> vouched;
    private final List<Finding> findings;
    private final Set<String> seen = new HashSet<>();
    private @Nullable Broken broken;
    private @Nullable String last;
    private long seq;
    private boolean sound = true;

    /** A link that fits no record before it; a later record may tell where it belongs. */
    private record Broken(long seq, String previous, boolean whole) {}

    ChainCheck(UUID chain, @Nullable Opening opening, Wanted wanted, List<Finding> findings) {
        this.chain = chain;
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
        if (entry.seq() <= seq) {
            var kind = entry.seq() == seq ? Kind.FORKED : Kind.REORDERED;
            add(kind, entry.seq(), "the record stands after seq " + seq);
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
            add(Kind.REORDERED, broken.seq, "the record belongs after seq " + entry.seq());
            broken = null;
        } else if (linked && !whole) {
            add(Kind.EDITED, entry.seq(), "the record does not give its hash");
        } else if (!linked && seen.contains(entry.previous())) {
            add(Kind.REORDERED, entry.seq(), "the record belongs further up");
        } else if (!linked && broken == null) {
            broken = new Broken(entry.seq(), entry.previous(), whole);
        }
        seen.add(entry.hash());
        // After a broken record its own hash says nothing about the next one's link.
        last = linked && whole ? entry.hash() : null;
    }

    private void vouch(long at, String hash) {
        var expected = vouched.get(at);
        if (sound && broken == null && expected != null && !expected.equals(hash)) {
            add(Kind.FORKED, at, "a signed checkpoint or a later chain names another hash");
        }
    }

    void finish() {
        if (broken != null) {
            var at = broken.whole ? broken.seq - 1 : broken.seq;
            add(Kind.EDITED, at, "the next record was linked to another one");
        }
        if (!vouched.isEmpty() && vouched.lastKey() > seq) {
            add(Kind.CUT, seq + 1, "missing up to seq " + vouched.lastKey());
        }
    }

    private void add(Kind kind, long at, String detail) {
        sound = false;
        findings.add(Finding.record(kind, chain, at, detail));
    }
}
