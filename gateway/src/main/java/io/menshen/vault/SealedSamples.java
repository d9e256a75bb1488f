package io.menshen.vault;

import io.menshen.catalog.Field.Store;
import io.menshen.kernel.Bytes;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.FieldClass;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.subject.Subject;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Row;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tries whether what is sealed of a person opens; what it says nobody sees. */
public final class SealedSamples {
    private final Pools pools;
    private final KeyRing keys;

    /** Samples of the stores of those pools, opened by that ring. */
    public SealedSamples(Pools pools, KeyRing keys) {
        this.pools = pools;
        this.keys = keys;
    }

    /**
     * Opens every sealed value of a person.
     *
     * @return how many opened; an {@link io.menshen.keys.IntegrityException} where one does not
     */
    public Mono<Long> open(Subject subject) {
        return Flux.just(Store.IDENTITY, Store.SENSITIVE)
                .concatMap(store -> rows(subject, store))
                .doOnNext(row -> open(subject, row))
                .count();
    }

    private record Typed(Store store, FieldClass type, StoredRow.Sealed row) {}

    private void open(Subject subject, Typed typed) {
        var wrapped = Objects.requireNonNull(subject.keys(), "an erased person holds nothing");
        var place = Holding.place(subject, typed.store(), typed.row());
        var key = keys.unwrap(subject.id(), typed.type(), wrapped);
        Objects.requireNonNull(key.open(place, typed.row().sealed().toArray()));
    }

    private Flux<Typed> rows(Subject subject, Store store) {
        return Flux.usingWhen(
                database(store).create(),
                connection -> rows(connection, subject, store),
                Connection::close);
    }

    private ConnectionFactory database(Store store) {
        return pools.of(store == Store.IDENTITY ? Role.IDENTITY : Role.SENSITIVE);
    }

    private static Flux<Typed> rows(Connection connection, Subject subject, Store store) {
        var statement =
                connection
                        .createStatement(
                                "SELECT field, ordinal, sealed, class, purpose, channel, expires_on, version FROM "
                                        + store.word()
                                        + ".value WHERE row_id = $1")
                        .bind("$1", Holding.rowOf(subject, store));
        return Flux.from(statement.execute())
                .flatMap(result -> result.map((row, _) -> typed(store, row)));
    }

    private static Typed typed(Store store, Row row) {
        var sealed =
                new StoredRow.Sealed(
                        get(row, "field", String.class),
                        get(row, "ordinal", Integer.class),
                        Bytes.copyOf(get(row, "sealed", byte[].class)),
                        get(row, "purpose", String.class),
                        get(row, "channel", String.class),
                        get(row, "expires_on", LocalDate.class),
                        get(row, "version", Long.class));
        var type = get(row, "class", String.class).toUpperCase(Locale.ROOT);
        return new Typed(store, FieldClass.valueOf(type), sealed);
    }

    private static <T> T get(Row row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
