package io.menshen.audit;

import io.menshen.audit.Finding.Kind;
import io.menshen.audit.RequestRows.Counted;
import io.menshen.audit.RequestRows.Kept;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks the kept requests and their daily counts against the records, which the chain vouches for.
 */
final class RequestCheck {
    private final ZoneId zone;
    private final Map<Asked, Long> recorded = new HashMap<>();
    private final Set<String> named = new HashSet<>();
    private final List<Finding> bodies = new ArrayList<>();
    private final List<Finding> counts = new ArrayList<>();

    private record Asked(String day, String hash) {}

    /** Days are those of that zone. */
    RequestCheck(ZoneId zone) {
        this.zone = zone;
    }

    void accept(Entry entry) {
        var hash = entry.body().requestHash();
        if (!hash.isEmpty()) {
            var at = Body.instant(entry.body().at());
            var day = LocalDate.ofInstant(at, zone).toString();
            recorded.merge(new Asked(day, hash), 1L, Long::sum);
            named.add(hash);
        }
    }

    void body(Kept kept) {
        if (!Canonical.sha256Hex(kept.body()).equals(kept.hash())) {
            bodies.add(found(Kind.EDITED, "request " + kept.hash() + " does not give its hash"));
            named.remove(kept.hash());
        } else if (!named.remove(kept.hash())) {
            counts.add(found(Kind.DELETED, "no record names request " + kept.hash()));
        }
    }

    void day(Counted counted) {
        var uses = recorded.remove(new Asked(counted.day(), counted.hash()));
        if (uses == null || uses != counted.uses()) {
            var said =
                    " counts " + counted.uses() + ", the records say " + (uses == null ? 0 : uses);
            var what = "request " + counted.hash() + " on " + counted.day();
            counts.add(found(Kind.EDITED, what + said));
        }
    }

    /**
     * What was found, after what the walk over the records found. Where records are at fault, the
     * counts that follow from them say nothing.
     */
    List<Finding> finish(List<Finding> ofRecords) {
        var all = new ArrayList<>(ofRecords);
        all.addAll(bodies);
        if (ofRecords.stream().allMatch(finding -> finding.kind() == Kind.NOT_ANCHORED)) {
            all.addAll(counts);
            named.forEach(hash -> all.add(missing("request " + hash)));
            recorded.keySet().stream()
                    .map(asked -> "the count of request " + asked.hash() + " on " + asked.day())
                    .forEach(what -> all.add(missing(what)));
        }
        return List.copyOf(all);
    }

    private static Finding missing(String what) {
        return found(Kind.DELETED, what + " is missing");
    }

    private static Finding found(Kind kind, String detail) {
        return Finding.checkpoint(kind, 0, detail);
    }
}
