package io.menshen.audit;

import io.menshen.storage.Transactions;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import reactor.core.publisher.Mono;

/** The signed checkpoints, for whoever keeps a copy outside the operator's reach. */
public final class CheckpointLog {
    private final ConnectionFactory database;

    CheckpointLog(ConnectionFactory database) {
        this.database = database;
    }

    /**
     * Checkpoints in order, as they were signed.
     *
     * @param after the number before the first one wanted; 0 for the first
     * @param limit how many at most, 1 or more
     * @return an empty list where there is none after that number
     */
    public Mono<List<Checkpoint>> after(long after, int limit) {
        return Transactions.run(
                database, connection -> Chains.page(connection, after, limit).collectList());
    }
}
