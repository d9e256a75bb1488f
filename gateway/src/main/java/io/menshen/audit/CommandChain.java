package io.menshen.audit;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The chain of one command, which writes a few records, one after the other, and waits for each. A
 * gateway that runs, or the next one, signs its head with those of all chains.
 */
final class CommandChain implements AuditLog {
    private final ConnectionFactory database;
    private final Clock clock;
    private final Rows rows = new Rows();
    private final UUID chain = UUID.randomUUID();
    // A command appends the next record once the last one is durable.
    private volatile @Nullable Head head;

    CommandChain(ConnectionFactory database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Mono<AuditReceipt> append(AuditRecord entry) {
        return Mono.usingWhen(
                database.create(), connection -> written(connection, entry), Connection::close);
    }

    private Mono<AuditReceipt> written(Connection connection, AuditRecord entry) {
        return at(connection)
                .map(from -> Entry.after(from, Body.of(entry)))
                .flatMap(next -> written(connection, entry, next));
    }

    private Mono<AuditReceipt> written(Connection connection, AuditRecord entry, Entry next) {
        return rows.insert(connection, List.of(next), List.of(entry))
                .then(
                        Mono.fromSupplier(() -> {
                            head = next.head();
                            return new AuditReceipt(chain, next.seq());
                        }));
    }

    private Mono<Head> at(Connection connection) {
        var known = head;
        return known == null
                ? OpeningRow.open(connection, chain, clock.instant())
                : Mono.just(known);
    }
}
