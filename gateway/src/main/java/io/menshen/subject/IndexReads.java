package io.menshen.subject;

import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import io.menshen.storage.CoalescedRead;
import io.menshen.storage.CoalescedRead.Found;
import io.menshen.storage.Loops;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Row;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Look-ups in the blind index, joined with those of neighbours. A value is asked for under all live
 * keys by one query: an entry that is written anew meanwhile is seen under one of them.
 */
final class IndexReads {
    /** Bytes go as hex in text arrays: r2dbc-postgresql 1.1.3 loses rows of a {@code byte[][]}. */
    private static final String RESOLVE =
            """
            SELECT b.field, b.key_version, encode(b.mac, 'hex') AS mac, b.scope, b.subject_id
            FROM unnest($1::text[], $2::smallint[], $3::text[]) AS asked (field, key_version, mac)
            JOIN subject.blind_index b
              ON b.field = asked.field AND b.key_version = asked.key_version AND b.mac = decode(asked.mac, 'hex')
            """;

    private final ConnectionFactory database;
    private final KeyRing keys;
    private final CoalescedRead<Value, Holder> index;

    /** An entry of the blind index as it is asked for. */
    private record Entry(String field, int keyVersion, String mac) {}

    /** A value, by its entries under all live keys. */
    private record Value(List<Entry> entries) {}

    /** Whose entry it is. */
    record Holder(String scope, SubjectId subject) {}

    private record Held(Entry entry, Holder holder) {}

    IndexReads(Pools pools, Loops loops, KeyRing keys) {
        this.database = pools.of(Role.SUBJECT);
        this.keys = keys;
        this.index = new CoalescedRead<>(loops, pools.sized("index", this::holders));
    }

    /** Whose value it is, in any scope; the same person twice where two keys lead to them. */
    Mono<List<Holder>> holders(Identifier identifier) {
        return Mono.fromSupplier(() -> value(identifier)).flatMap(index::read);
    }

    private Value value(Identifier identifier) {
        var field = identifier.field();
        return new Value(
                keys.indexes(field, identifier.value()).stream()
                        .map(one ->
                                new Entry(
                                        field,
                                        one.keyVersion(),
                                        HexFormat.of().formatHex(one.mac().toArray())))
                        .toList());
    }

    private Mono<List<Found<Value, Holder>>> holders(List<Value> asked) {
        return Flux.usingWhen(
                        database.create(), connection -> rows(connection, asked), Connection::close)
                .collectMultimap(Held::entry, Held::holder)
                .map(held -> asked.stream().flatMap(value -> found(value, held)).toList());
    }

    private static Stream<Found<Value, Holder>> found(
            Value value, Map<Entry, Collection<Holder>> held) {
        return value.entries().stream()
                .flatMap(entry -> held.getOrDefault(entry, List.of()).stream())
                .map(holder -> new Found<>(value, holder));
    }

    private static Flux<Held> rows(Connection connection, List<Value> asked) {
        var entries = asked.stream().flatMap(value -> value.entries().stream()).distinct().toList();
        var statement =
                connection
                        .createStatement(RESOLVE)
                        .bind("$1", texts(entries, Entry::field))
                        .bind("$2", versions(entries))
                        .bind("$3", texts(entries, Entry::mac));
        return Flux.from(statement.execute()).flatMap(result -> result.map((row, _) -> held(row)));
    }

    private static Held held(Row row) {
        var entry =
                new Entry(
                        get(row.get("field", String.class)),
                        get(row.get("key_version", Integer.class)),
                        get(row.get("mac", String.class)));
        var subject = new SubjectId(get(row.get("subject_id", UUID.class)));
        return new Held(entry, new Holder(get(row.get("scope", String.class)), subject));
    }

    private static Short[] versions(List<Entry> entries) {
        return entries.stream().map(entry -> (short) entry.keyVersion()).toArray(Short[]::new);
    }

    private static String[] texts(List<Entry> entries, Function<Entry, String> column) {
        return entries.stream().map(column).toArray(String[]::new);
    }

    private static <T> T get(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
