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

    private CaseList(CaseReads reads) {
        this.reads = reads;
    }

    /** A list over connections of the role {@code CASES}. */
    public static CaseList over(Pools pools, KeyRing keys) {
        return new CaseList(new CaseReads(pools.of(Role.CASES), keys));
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
                .expand(rows ->
                        rows.size() < PAGE ? Mono.empty() : page(day, rows.getLast().place()))
                .flatMapIterable(rows -> rows)
                .map(CaseLine::of);
    }

    private Mono<List<Listed>> page(LocalDate day, Place after) {
        return reads.list(new CaseFilter("", "", "", day, true, after, PAGE));
    }
}
