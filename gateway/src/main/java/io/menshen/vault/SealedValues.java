package io.menshen.vault;

import io.menshen.catalog.Field.Store;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Personal;
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
import java.util.function.Predicate;
import reactor.core.publisher.Flux;

/** All that is sealed of a person, for a command: whatever the registries say of it now. */
public final class SealedValues {
    private final Pools pools;
    private final KeyRing keys;

    /** Values of the stores of those pools, opened by that ring. */
    public SealedValues(Pools pools, KeyRing keys) {
        this.pools = pools;
        this.keys = keys;
    }

    /** A value of a field, in the one spelling of the field's type. */
    public record Value(String field, Personal<String> text) {}

    /**
     * Opens every sealed value of a person.
     *
     * @return an {@link io.menshen.keys.IntegrityException} where one does not open
     */
    public Flux<Value> open(Subject subject) {
        return open(subject, _ -> true);
    }

    /**
     * Opens a person's sealed values of some fields, whichever consumer's own they are.
     *
     * @param wanted by the name of the field
     * @return as {@link #open(Subject)}
     */
    public Flux<Value> open(Subject subject, Predicate<String> wanted) {
        return Flux.just(Store.IDENTITY, Store.SENSITIVE)
                .concatMap(store -> rows(subject, store))
                .filter(typed -> wanted.test(Holding.field(typed.row().field())))
                .map(typed -> opened(subject, typed));
    }

    private record Typed(Store store, FieldClass type, StoredRow.Sealed row) {}

    private Value opened(Subject subject, Typed typed) {
        var row = typed.row();
        var wrapped = Objects.requireNonNull(subject.keys(), "an erased person holds nothing");
        var place = Holding.place(subject, typed.store(), row);
        var key = keys.unwrap(subject.id(), typed.type(), wrapped);
        var text = Envelope.content(key.open(place, row.sealed().toArray()));
        return new Value(Holding.field(row.field()), text);
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
