package io.menshen.subject;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How much stands under which key, by its number. */
public final class KeyUsage {
    private static final String EPOCHS =
            "SELECT epoch::bigint, count(*) FROM subject.key_record WHERE statutory_key IS NOT NULL GROUP BY epoch";
    private static final String INDEXES =
            "SELECT key_version::bigint, count(*) FROM subject.blind_index GROUP BY key_version";

    private static final String ALONE =
            """
            SELECT old.key_version::bigint, count(*) FROM subject.blind_index old WHERE old.key_version < $1
                AND NOT EXISTS (SELECT FROM subject.blind_index b WHERE b.subject_id = old.subject_id
                    AND b.field = old.field AND b.scope = old.scope AND b.key_version = $1)
            GROUP BY old.key_version
            """;

    private final ConnectionFactory database;

    /** Over connections of the role {@code SUBJECT}. */
    public KeyUsage(ConnectionFactory database) {
        this.database = database;
    }

    /** How many people's data keys each epoch key wraps; an epoch that wraps none is missing. */
    public Mono<SortedMap<Integer, Long>> epochs() {
        return counted(EPOCHS);
    }

    /** How many entries of the blind index there are by the number of their key. */
    public Mono<SortedMap<Integer, Long>> indexes() {
        return counted(INDEXES);
    }

    /**
     * How many of them lead to their people by that key alone, by the number of their key; the
     * others stand under the present key too.
     *
     * @param present the number of the present key; only older ones are counted
     */
    public Mono<SortedMap<Integer, Long>> indexesAlone(int present) {
        return counted(ALONE, present);
    }

    private record Count(int number, long count) {}

    private Mono<SortedMap<Integer, Long>> counted(String query, Integer... bound) {
        return Flux.usingWhen(
                        database.create(),
                        connection -> counts(connection, query, bound),
                        Connection::close)
                .collect(TreeMap::new, (all, one) -> all.put(one.number(), one.count()));
    }

    private static Flux<Count> counts(Connection connection, String query, Integer... bound) {
        var statement = connection.createStatement(query);
        for (var i = 0; i < bound.length; i++) {
            statement.bind(i, bound[i]);
        }
        return Flux.from(statement.execute())
                .flatMap(result ->
                        result.map((row, _) ->
                                new Count(
                                        Math.toIntExact(get(row.get(0, Long.class))),
                                        get(row.get(1, Long.class)))));
    }

    private static <T> T get(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
