package io.menshen.vault;

import io.menshen.catalog.Field;
import io.menshen.catalog.Field.Store;
import io.menshen.kernel.Refusal;
import io.menshen.keys.KeyRing;
import io.menshen.storage.CoalescedRead;
import io.menshen.storage.HotReads;
import io.menshen.storage.Loops;
import io.menshen.storage.Role;
import io.menshen.subject.Subject;
import io.menshen.tokens.ScopedTokens;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads joined with those of neighbours, a query a store. */
final class VaultReads implements Vault {
    private final KeyRing keys;
    private final Deidentified deidentified;
    private final Map<Store, CoalescedRead<UUID, StoredRow>> stores = new EnumMap<>(Store.class);

    VaultReads(HotReads.ByRole hot, Loops loops, KeyRing keys, ScopedTokens tokens) {
        this.deidentified = new Deidentified(tokens);
        this.keys = keys;
        var identity = SealedStore.of(hot.of(Role.IDENTITY), Role.IDENTITY.schema());
        var sensitive = SealedStore.of(hot.of(Role.SENSITIVE), Role.SENSITIVE.schema());
        var profile = ProfileStore.of(hot.of(Role.PROFILE));
        stores.put(Store.IDENTITY, new CoalescedRead<>(loops, identity));
        stores.put(Store.SENSITIVE, new CoalescedRead<>(loops, sensitive));
        stores.put(Store.PROFILE, new CoalescedRead<>(loops, profile));
    }

    @Override
    public Mono<Holding> read(Subject subject, Set<Field.Store> wanted, String consumer) {
        return held(subject, wanted)
                .map(rows -> new Holding(subject, consumer, keys, deidentified, rows))
                .onErrorMap(_ -> Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, 1).toException());
    }

    private record Held(Store store, List<StoredRow> rows) {}

    /** Most reads are of one store, and need nothing that gathers. */
    private Mono<Map<Store, List<StoredRow>>> held(Subject subject, Set<Field.Store> wanted) {
        if (wanted.size() == 1) {
            var store = wanted.iterator().next();
            return rows(subject, store).map(rows -> Map.of(store, rows));
        }
        return Flux.fromIterable(wanted)
                .flatMap(store -> rows(subject, store).map(rows -> new Held(store, rows)))
                .collectMap(Held::store, Held::rows);
    }

    private Mono<List<StoredRow>> rows(Subject subject, Store store) {
        var read = stores.get(store);
        return read == null ? Mono.just(List.of()) : read.read(Holding.rowOf(subject, store));
    }
}
