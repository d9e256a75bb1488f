package io.menshen.retention;

import io.menshen.kernel.BusinessDay;
import io.menshen.storage.Call;
import io.menshen.storage.Transactions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes values away whose time is over: in batches, each a transaction of its own that one process
 * at a time may have, so that a run which was cut off is simply begun again.
 */
public final class Retention {
    /** Values of each store in a batch at most: short locks, and bounded memory in any case. */
    private static final int BATCH = 500;

    private static final List<String> STORES = List.of("identity", "sensitive", "profile");
    private static final String LEASE =
            "SELECT CASE WHEN pg_try_advisory_xact_lock(hashtextextended('menshen.retention', 0)) THEN 'leased' ELSE 'held' END";

    private final ConnectionFactory database;
    private final Function<Purged, Mono<Void>> recorded;
    private final Clock clock;

    /**
     * Retention.
     *
     * @param database connections of the role {@code ERASURE}
     * @param recorded makes what goes durable in the audit before it is committed
     */
    public Retention(
            ConnectionFactory database, Function<Purged, Mono<Void>> recorded, Clock clock) {
        this.database = database;
        this.recorded = recorded;
        this.clock = clock;
    }

    /**
     * Takes away all that is due.
     *
     * @return what went, a batch each; empty where nothing is due, or another process is about it
     */
    public Flux<Purged> run() {
        return Mono.defer(this::batch)
                .expand(last -> last.values() == 0 ? Mono.empty() : batch())
                .filter(batch -> batch.values() > 0);
    }

    private Mono<Purged> batch() {
        var today = BusinessDay.today(clock);
        return Transactions.run(
                database,
                connection ->
                        Call.word(connection.createStatement(LEASE))
                                .flatMap(word ->
                                        word.equals("leased")
                                                ? purged(connection, today)
                                                : Mono.just(Purged.NOTHING)));
    }

    private Mono<Purged> purged(Connection connection, LocalDate today) {
        return Flux.fromIterable(STORES)
                .concatMap(store -> purged(connection, store, today))
                .reduce(Purged::and)
                .flatMap(all ->
                        all.values() == 0 ? Mono.just(all) : recorded.apply(all).thenReturn(all));
    }

    private static Mono<Purged> purged(Connection connection, String store, LocalDate today) {
        // Without parameters: r2dbc-postgresql 1.1.3 leaks those of a statement that is cancelled.
        var sql =
                "SELECT gone, forgotten FROM %s.purge(DATE '%s', %d)"
                        .formatted(store, today, BATCH);
        var statement = connection.createStatement(sql);
        return Flux.from(statement.execute())
                .flatMap(result -> result.map(row -> purged(store, row)))
                .single();
    }

    private static Purged purged(String store, Readable row) {
        var gone = Objects.requireNonNull(row.get("gone", Long.class));
        var indexes = Objects.requireNonNull(row.get("forgotten", Long.class));
        return switch (store) {
            case "identity" -> new Purged(gone, 0, 0, indexes);
            case "sensitive" -> new Purged(0, gone, 0, indexes);
            default -> new Purged(0, 0, gone, indexes);
        };
    }

    /** What is past its time now, a store each. */
    public Flux<Overdue> overdue() {
        var today = BusinessDay.today(clock);
        return Flux.usingWhen(
                database.create(),
                open -> Flux.fromIterable(STORES).concatMap(store -> overdue(open, store, today)),
                Connection::close);
    }

    private static Flux<Overdue> overdue(Connection connection, String store, LocalDate today) {
        var sql = "SELECT due, held, oldest FROM %s.overdue(DATE '%s')".formatted(store, today);
        return Flux.from(connection.createStatement(sql).execute())
                .flatMap(result ->
                        result.map(row ->
                                new Overdue(
                                        store,
                                        Objects.requireNonNull(row.get("due", Long.class)),
                                        Objects.requireNonNull(row.get("held", Long.class)),
                                        Optional.ofNullable(row.get("oldest", LocalDate.class)))));
    }
}
