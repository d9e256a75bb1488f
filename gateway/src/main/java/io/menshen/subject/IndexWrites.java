package io.menshen.subject;

import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import io.menshen.storage.Call;
import io.r2dbc.spi.Connection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes of the blind index within a transaction of the role {@code INTAKE}. */
public final class IndexWrites {
    private static final String DROP =
            """
            SELECT subject.drop_index(field, $1, scope) FROM unnest($2::text[], $3::text[]) AS t (field, scope)
            """;

    /** Bytes go as hex in text arrays: r2dbc-postgresql 1.1.3 loses rows of a {@code byte[][]}. */
    private static final String PUT =
            """
            SELECT field, subject.put_index(field, key_version::smallint, decode(mac, 'hex'), scope, $1)
            FROM unnest($2::text[], $3::int[], $4::text[], $5::text[]) AS t (field, key_version, mac, scope)
            """;

    private static final String PUT_NEW = "SELECT subject.put_indexes($1, $2, $3, $4, $5)";

    private final KeyRing keys;

    /** Writes under every live key of that ring. */
    public IndexWrites(KeyRing keys) {
        this.keys = keys;
    }

    /**
     * What a person is to be found by.
     *
     * @param scope within what the value is unique; null where it is not
     */
    public record Entry(Identifier identifier, @Nullable String scope) {}

    /** What one new person is to be found by. */
    public record Of(Subject subject, List<Entry> entries) {}

    private record Row(String field, int keyVersion, String mac, String scope, UUID subject) {}

    /**
     * Makes many new people findable.
     *
     * @return a {@link io.menshen.storage.StaleException} where a value is unique and leads to
     *     another person already
     */
    public Mono<Void> putAll(Connection connection, List<Of> people) {
        var rows =
                people.stream()
                        .flatMap(one -> rows(one.subject(), one.entries()).stream())
                        .toList();
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        var statement =
                connection
                        .createStatement(PUT_NEW)
                        .bind("$1", texts(rows, Row::field))
                        .bind("$2", rows.stream().map(Row::keyVersion).toArray(Integer[]::new))
                        .bind("$3", texts(rows, Row::mac))
                        .bind("$4", texts(rows, Row::scope))
                        .bind("$5", rows.stream().map(Row::subject).toArray(UUID[]::new));
        return Call.expectCount(statement, rows.size());
    }

    /**
     * Makes a person findable by values, and by no earlier value of their fields; what is unique
     * within one consumer takes the place of that consumer's own.
     *
     * @return a {@link TakenException} where a value is unique and leads to another person
     */
    public Mono<Void> put(Connection connection, Subject subject, List<Entry> entries) {
        if (entries.isEmpty()) {
            return Mono.empty();
        }
        // Nothing can lead to a person who is not written yet.
        var dropped =
                subject.version() == 0 ? Mono.<Void>empty() : drop(connection, subject, entries);
        return dropped.then(Mono.defer(() -> put(connection, rows(subject, entries), subject)));
    }

    private static Mono<Void> drop(Connection connection, Subject subject, List<Entry> entries) {
        var fields = entries.stream().map(e -> e.identifier().field()).toArray(String[]::new);
        var scopes = entries.stream().map(e -> scope(subject, e)).toArray(String[]::new);
        var statement =
                connection
                        .createStatement(DROP)
                        .bind("$1", subject.id().value())
                        .bind("$2", fields)
                        .bind("$3", scopes);
        return Call.expectAll(statement, "dropped");
    }

    /** Lets nothing of a field lead to a person any more; the person's values stay. */
    public Mono<Void> release(Connection connection, SubjectId subject, String field) {
        var statement =
                connection
                        .createStatement(DROP)
                        .bind("$1", subject.value())
                        .bind("$2", new String[] {field})
                        .bind("$3", new String[] {Identifier.EVERYWHERE});
        return Call.expectAll(statement, "dropped");
    }

    /** What is not unique stands under the scope of its own person. */
    private static String scope(Subject subject, Entry entry) {
        return entry.scope() == null ? subject.id().value().toString() : entry.scope();
    }

    private List<Row> rows(Subject subject, List<Entry> entries) {
        return entries.stream().flatMap(entry -> rows(subject, entry).stream()).toList();
    }

    private List<Row> rows(Subject subject, Entry entry) {
        var field = entry.identifier().field();
        var scope = scope(subject, entry);
        var id = subject.id().value();
        return keys.indexes(field, entry.identifier().value()).stream()
                .map(one -> new Row(field, one.keyVersion(), hex(one), scope, id))
                .toList();
    }

    private static Mono<Void> put(Connection connection, List<Row> rows, Subject subject) {
        var statement =
                connection
                        .createStatement(PUT)
                        .bind("$1", subject.id().value())
                        .bind("$2", texts(rows, Row::field))
                        .bind("$3", rows.stream().map(Row::keyVersion).toArray(Integer[]::new))
                        .bind("$4", texts(rows, Row::mac))
                        .bind("$5", texts(rows, Row::scope));
        return Flux.from(statement.execute())
                .flatMap(result ->
                        result.map((row, _) ->
                                new Put(
                                        get(row.get(0, String.class)),
                                        get(row.get(1, String.class)))))
                .filter(put -> !put.word().equals("put"))
                .next()
                .flatMap(taken -> Mono.error(new TakenException(taken.field())));
    }

    private record Put(String field, String word) {}

    private static String hex(KeyRing.BlindIndex entry) {
        return HexFormat.of().formatHex(entry.mac().toArray());
    }

    private static String[] texts(List<Row> rows, Function<Row, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static <T> T get(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
