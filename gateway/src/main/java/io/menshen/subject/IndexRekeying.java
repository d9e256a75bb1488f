package io.menshen.subject;

import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.storage.Transactions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Blind indexes under the present key in the place of those under older ones, while people are
 * found and written. Rows tell what is left, so there is no cursor to lose.
 */
public final class IndexRekeying {
    private static final int BATCH = 200;
    private static final String PEOPLE =
            """
            SELECT DISTINCT subject_id FROM subject.blind_index
            WHERE key_version < $1 AND subject_id > $2 ORDER BY subject_id LIMIT $3
            """;
    private static final String ENTRIES =
            """
            SELECT field, key_version, encode(mac, 'hex') AS mac, scope FROM subject.blind_index
            WHERE subject_id = $1 AND key_version < $2
            """;

    private static final String ALONE =
            """
            SELECT count(*) FROM subject.blind_index old WHERE subject_id = $1 AND key_version < $2
                AND NOT EXISTS (SELECT FROM subject.blind_index b WHERE b.subject_id = old.subject_id
                    AND b.field = old.field AND b.scope = old.scope AND b.key_version = $2)
            """;

    /** Bytes go as hex in text arrays: r2dbc-postgresql 1.1.3 loses rows of a {@code byte[][]}. */
    private static final String REKEY =
            """
            SELECT subject.rekey_index(field, key_version::smallint, decode(was, 'hex'), scope, $1, $2::smallint, decode(present, 'hex'))
            FROM unnest($3::text[], $4::int[], $5::text[], $6::text[], $7::text[]) AS t (field, key_version, was, scope, present)
            """;

    private final KeyRing keys;
    private final ConnectionFactory reading;
    private final ConnectionFactory writing;

    /** Entries of those pools under the keys of that ring. */
    public IndexRekeying(Pools pools, KeyRing keys) {
        this.keys = keys;
        this.reading = pools.of(Role.SUBJECT);
        this.writing = pools.of(Role.INTAKE);
    }

    /**
     * An entry under an older key.
     *
     * @param mac in hexadecimal digits
     */
    public record Old(String field, int keyVersion, String mac, String scope) {}

    /** An entry, and what it is under the present key. */
    private record Pair(Old old, String present) {}

    /**
     * Up to 200 people who have entries under older keys, in the order of their ids.
     *
     * @param present the number of the present key
     * @param after whoever comes after that id
     */
    public Mono<List<SubjectId>> people(int present, SubjectId after) {
        return read(
                        PEOPLE,
                        ask -> ask.bind(0, present).bind(1, after.value()).bind(2, BATCH),
                        IndexRekeying::person)
                .collectList();
    }

    private static SubjectId person(Row row) {
        return new SubjectId(get(row.get(0, UUID.class)));
    }

    /** A person's entries under keys older than the present one. */
    public Mono<List<Old>> entries(SubjectId subject, int present) {
        return read(ENTRIES, of(subject, present), IndexRekeying::entry).collectList();
    }

    private static UnaryOperator<Statement> of(SubjectId subject, int present) {
        return ask -> ask.bind(0, subject.value()).bind(1, present);
    }

    private static Old entry(Row row) {
        return new Old(
                get(row.get("field", String.class)),
                get(row.get("key_version", Integer.class)),
                get(row.get("mac", String.class)),
                get(row.get("scope", String.class)));
    }

    /** How many of a person's entries stand under older keys, and not under the present one. */
    public Mono<Long> alone(SubjectId subject, int present) {
        return read(ALONE, of(subject, present), row -> get(row.get(0, Long.class))).single();
    }

    /**
     * Writes a person's entries anew, in one transaction: each is seen under the old key or under
     * the present one, and never under none.
     *
     * @param entries of that person, as they were read
     * @param values what the person holds of each field, in the one spelling of its type; an entry
     *     of none of them stays as it is
     * @return how many stand under the present key now; those that changed meanwhile are not
     *     counted
     */
    public Mono<Long> rekey(
            SubjectId subject,
            int present,
            List<Old> entries,
            Map<String, Collection<Personal<String>>> values) {
        var pairs =
                entries.stream()
                        .flatMap(old ->
                                pair(old, present, values.getOrDefault(old.field(), List.of())))
                        .toList();
        return pairs.isEmpty()
                ? Mono.just(0L)
                : Transactions.run(writing, c -> put(c, subject, present, pairs));
    }

    /** An entry is of the value whose MAC under the same old key it is. */
    private Stream<Pair> pair(Old old, int present, Collection<Personal<String>> values) {
        return values.stream()
                .map(value -> keys.indexes(old.field(), value))
                .filter(all -> under(all, old.keyVersion()).anyMatch(old.mac()::equals))
                .flatMap(all -> under(all, present))
                .map(mac -> new Pair(old, mac))
                .limit(1);
    }

    private static Stream<String> under(List<KeyRing.BlindIndex> all, int keyVersion) {
        return all.stream()
                .filter(one -> one.keyVersion() == keyVersion)
                .map(one -> HexFormat.of().formatHex(one.mac().toArray()));
    }

    private static Mono<Long> put(
            Connection connection, SubjectId subject, int present, List<Pair> pairs) {
        var statement =
                connection
                        .createStatement(REKEY)
                        .bind("$1", subject.value())
                        .bind("$2", present)
                        .bind("$3", texts(pairs, pair -> pair.old().field()))
                        .bind("$4", versions(pairs))
                        .bind("$5", texts(pairs, pair -> pair.old().mac()))
                        .bind("$6", texts(pairs, pair -> pair.old().scope()))
                        .bind("$7", texts(pairs, Pair::present));
        return Flux.from(statement.execute())
                .flatMap(result -> result.map((row, _) -> get(row.get(0, String.class))))
                .filter("rekeyed"::equals)
                .count();
    }

    private static Integer[] versions(List<Pair> pairs) {
        return pairs.stream().map(pair -> pair.old().keyVersion()).toArray(Integer[]::new);
    }

    private static String[] texts(List<Pair> pairs, Function<Pair, String> column) {
        return pairs.stream().map(column).toArray(String[]::new);
    }

    private <T> Flux<T> read(String sql, UnaryOperator<Statement> bound, Function<Row, T> of) {
        return Flux.usingWhen(
                reading.create(),
                connection ->
                        Flux.from(bound.apply(connection.createStatement(sql)).execute())
                                .flatMap(result -> result.map((row, _) -> of.apply(row))),
                Connection::close);
    }

    private static <T> T get(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
