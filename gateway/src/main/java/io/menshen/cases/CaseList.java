package io.menshen.cases;

import io.menshen.cases.CaseFilter.Place;
import io.menshen.keys.KeyRing;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import java.time.LocalDate;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Cases for a command: those that are not ended, without whom they are about. */
public final class CaseList {
    private static final int PAGE = 500;

    private final CaseReads reads;
    private final KeyRing keys;

    private CaseList(CaseReads reads, KeyRing keys) {
        this.reads = reads;
        this.keys = keys;
    }

    /** A list over connections of the role {@code CASES}. */
    public static CaseList over(Pools pools, KeyRing keys) {
        return new CaseList(new CaseReads(pools.of(Role.CASES), keys), keys);
    }

    /**
     * All that are not ended, the nearest deadline first.
     *
     * @return {@code STORE_UNAVAILABLE} where the database does not answer
     */
    public Flux<CaseLine> alive() {
        return before(CaseFilter.EVER);
    }

    /** Those of them whose deadline is past. */
    public Flux<CaseLine> overdue(LocalDate today) {
        return before(today);
    }

    private Flux<CaseLine> before(LocalDate day) {
        return page(day, Place.FIRST)
                .expand(rows -> rows.size() < PAGE ? Mono.empty() : page(day, place(rows)))
                .flatMapIterable(rows -> rows)
                .map(row -> CaseLine.of(row, row.isTrue(keys)));
    }

    private Mono<List<CaseRow>> page(LocalDate day, Place after) {
        return reads.list(new CaseFilter("", "", "", day, true, after, PAGE));
    }

    private static Place place(List<CaseRow> rows) {
        var last = rows.getLast();
        return new Place(last.filed().deadline(), last.id());
    }
}
