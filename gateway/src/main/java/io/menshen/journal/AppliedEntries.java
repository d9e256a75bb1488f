package io.menshen.journal;

import io.menshen.kernel.Bytes;
import io.menshen.storage.Call;
import io.menshen.storage.Transactions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which entries of which journal the database holds the effect of, as the database says. */
public final class AppliedEntries {
    private static final String HELD =
            """
            SELECT j.journal_id, a.position, a.mac
            FROM subject.journal j LEFT JOIN subject.journal_applied a ON a.position >= $1 OR a.position = ANY ($2)
            ORDER BY a.ordinal
            """;

    private final ConnectionFactory reading;
    private final ConnectionFactory writing;

    /**
     * Over connections of two roles.
     *
     * @param reading of the role {@code SUBJECT}
     * @param writing of the role {@code INTAKE}
     */
    public AppliedEntries(ConnectionFactory reading, ConnectionFactory writing) {
        this.reading = reading;
        this.writing = writing;
    }

    /**
     * What the database holds.
     *
     * @param journal the journal it belongs to; empty where it never saw one
     * @param macs of entries by position, in the order in which they were brought in
     */
    public record Held(Optional<UUID> journal, Map<Long, Bytes> macs) {
        /** Keeps a copy. */
        public Held {
            macs = Collections.unmodifiableMap(new LinkedHashMap<>(macs));
        }
    }

    private record Row(UUID journal, Optional<Long> position, Bytes mac) {
        static Row of(Readable row) {
            var mac = row.get("mac", byte[].class);
            return new Row(
                    Objects.requireNonNull(row.get("journal_id", UUID.class)),
                    Optional.ofNullable(row.get("position", Long.class)),
                    Bytes.copyOf(mac == null ? new byte[0] : mac));
        }
    }

    /** All that it holds. */
    public Mono<Held> held() {
        return held(0, List.of());
    }

    /**
     * What it holds from a position on, and of some positions.
     *
     * @return an error where the database does not answer
     */
    public Mono<Held> held(long from, Collection<Long> of) {
        return Flux.usingWhen(
                        reading.create(),
                        connection -> rows(connection, from, of.toArray(Long[]::new)),
                        Connection::close)
                .collectList()
                .map(AppliedEntries::held);
    }

    private static Flux<Row> rows(Connection connection, long from, Long[] of) {
        var statement = connection.createStatement(HELD).bind("$1", from).bind("$2", of);
        return Flux.from(statement.execute()).flatMap(result -> result.map(Row::of));
    }

    private static Held held(List<Row> rows) {
        var macs = new LinkedHashMap<Long, Bytes>();
        rows.forEach(row -> row.position().ifPresent(at -> macs.put(at, row.mac())));
        return new Held(rows.stream().findFirst().map(Row::journal), macs);
    }

    /**
     * Keeps that the database belongs to a journal, where it never saw one.
     *
     * @return the journal that it belongs to
     */
    public Mono<UUID> claim(UUID journal) {
        return Transactions.run(
                        writing,
                        connection ->
                                Call.word(
                                        connection
                                                .createStatement("SELECT subject.claim_journal($1)")
                                                .bind("$1", journal)))
                .map(UUID::fromString);
    }

    /** Keeps that an entry has nothing to change here, since its person is not known. */
    public Mono<Boolean> keep(JournalEntry.Placed placed) {
        return Transactions.run(writing, connection -> keep(connection, placed));
    }

    /**
     * Keeps, in the transaction of its effect, that the database holds an entry.
     *
     * @param connection of the role {@code INTAKE} or {@code ERASURE}
     * @return whether it did not hold it before
     */
    static Mono<Boolean> keep(Connection connection, JournalEntry.Placed placed) {
        var statement =
                connection
                        .createStatement("SELECT subject.apply_journal($1, $2)")
                        .bind("$1", placed.position())
                        .bind("$2", ByteBuffer.wrap(placed.mac().toArray()));
        return Call.word(statement).map("applied"::equals);
    }
}
