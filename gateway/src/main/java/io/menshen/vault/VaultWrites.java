package io.menshen.vault;

import io.menshen.catalog.Field;
import io.menshen.catalog.Field.Store;
import io.menshen.keys.KeyRing;
import io.menshen.subject.Subject;
import io.menshen.tokens.ScopedTokens;
import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes of the stores within a transaction of the role {@code INTAKE}, which may write all of them
 * and read none.
 */
public final class VaultWrites {
    private final SealedWrites sealed;
    private final ProfileWrites profile;

    /** Writes sealed and vouched for by that ring. */
    public VaultWrites(KeyRing keys, ScopedTokens tokens) {
        this.sealed = new SealedWrites(keys);
        this.profile = new ProfileWrites(keys, new Deidentified(tokens));
    }

    /**
     * Puts values in the place of those that were read. What another purpose keeps longer is kept
     * for that purpose, as long.
     *
     * @param before what the stores held when the write was begun
     * @return a {@link io.menshen.storage.StaleException} where another writer was first
     */
    public Mono<Void> put(
            Connection connection,
            Subject subject,
            Holding before,
            List<NewValues> fields,
            Provenance provenance) {
        var byTerm = new LinkedHashMap<Provenance, List<NewValues>>();
        for (var values : fields) {
            var term = before.longest(values.name(), values.field(), provenance);
            byTerm.computeIfAbsent(term, _ -> new ArrayList<>()).add(slotted(before, values));
        }
        return Flux.fromIterable(byTerm.entrySet())
                .concatMap(
                        term -> putAll(connection, subject, before, term.getValue(), term.getKey()))
                .then();
    }

    private Mono<Void> putAll(
            Connection connection,
            Subject subject,
            Holding before,
            List<NewValues> slots,
            Provenance provenance) {
        return Flux.just(Store.IDENTITY, Store.SENSITIVE, Store.PROFILE)
                .concatMap(store ->
                        put(connection, subject, before, of(store, slots), provenance, store))
                .then();
    }

    /**
     * Puts what is made of another field in the place of what was made before, if that is held: it
     * stays for the purpose that it was taken in for, and as long.
     *
     * @param made without values where nothing can be made any more; what stood goes then
     */
    public Mono<Void> follow(
            Connection connection,
            Subject subject,
            Holding before,
            List<NewValues> made,
            Provenance provenance) {
        return Flux.fromIterable(made)
                .concatMap(values ->
                        Mono.justOrEmpty(before.heldAs(values.name(), values.field(), provenance))
                                .flatMap(held ->
                                        put(connection, subject, before, List.of(values), held)))
                .then();
    }

    /**
     * Puts what is taken in of many new people, a statement a store.
     *
     * @return a {@link io.menshen.storage.StaleException} where something stood there already
     */
    public Mono<Void> putNew(Connection connection, List<Newcomer> people) {
        return Flux.just(Store.IDENTITY, Store.SENSITIVE, Store.PROFILE)
                .concatMap(store -> putNew(connection, store, slotted(people, store)))
                .then();
    }

    private Mono<Void> putNew(Connection connection, Store store, List<Newcomer> people) {
        if (people.isEmpty()) {
            return Mono.empty();
        }
        return store == Store.PROFILE
                ? profile.putNew(connection, people)
                : sealed.putNew(connection, store, people);
    }

    /** Those of whom the store gets something, with nothing else. */
    private static List<Newcomer> slotted(List<Newcomer> people, Store store) {
        return people.stream()
                .map(one ->
                        new Newcomer(
                                one.subject(),
                                one.nothing(),
                                of(store, one.values()).stream()
                                        .map(values -> slotted(one.nothing(), values))
                                        .toList(),
                                one.provenance()))
                .filter(one -> !one.values().isEmpty())
                .toList();
    }

    private static NewValues slotted(Holding before, NewValues values) {
        var slot = before.slot(values.name(), values.field());
        return new NewValues(slot, values.field(), values.values());
    }

    private Mono<Void> put(
            Connection connection,
            Subject subject,
            Holding before,
            List<NewValues> fields,
            Provenance provenance,
            Field.Store store) {
        if (fields.isEmpty()) {
            return Mono.empty();
        }
        return store == Store.PROFILE
                ? profile.put(connection, subject, before, fields, provenance)
                : sealed.put(connection, subject, store, before, fields, provenance);
    }

    private static List<NewValues> of(Store store, List<NewValues> fields) {
        return fields.stream().filter(values -> values.field().store() == store).toList();
    }
}
