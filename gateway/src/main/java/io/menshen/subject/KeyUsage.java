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
            "SELECT epoch::bigint, count(*) FROM subject.key_record WHERE service_key IS NOT NULL GROUP BY epoch";
    private static final String INDEXES =
            "SELECT key_version::bigint, count(*) FROM subject.blind_index GROUP BY key_version";

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

    private record Count(int number, long count) {}

    private Mono<SortedMap<Integer, Long>> counted(String query) {
        return Flux.usingWhen(
                        database.create(),
                        connection -> counts(connection, query),
                        Connection::close)
                .collect(TreeMap::new, (all, one) -> all.put(one.number(), one.count()));
    }

    private static Flux<Count> counts(Connection connection, String query) {
        return Flux.from(connection.createStatement(query).execute())
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
